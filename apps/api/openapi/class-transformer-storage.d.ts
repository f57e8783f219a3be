/** Which class a member of a body is of; the package keeps it here and gives no types for it. */
declare module 'class-transformer/cjs/storage' {
  type Class = new () => object;

  interface TypeOfMember {
    readonly typeFunction: () => Class;
    readonly options?: {
      readonly discriminator?: { readonly subTypes: readonly { readonly value: Class; readonly name: string }[] };
    };
  }

  export const defaultMetadataStorage: {
    findTypeMetadata(target: Class, property: string): TypeOfMember | undefined;
  };
}
