/** The parts of class-validator that bodies are judged with. Its index loads three hundred modules more, for rules that are not
 *  used here, at every start; the package gives types for the index alone. */
declare module 'class-validator/cjs/register-decorator' {
  export { registerDecorator } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/common/ValidateIf' {
  export { ValidateIf } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/common/ValidateNested' {
  export { ValidateNested } from 'class-validator';
}
declare module 'class-validator/cjs/validation/Validator' {
  export { Validator } from 'class-validator';
}
declare module 'class-validator/cjs/metadata/MetadataStorage' {
  export { getMetadataStorage } from 'class-validator';
}
