import { Directory } from '@sigill/application/plain';
import { assertNever, HsaId, MailAddress, parseMailAddress, Recipient } from '@sigill/domain';

export abstract class Recipients {
  /** The address at this moment; null where there is nobody. A vacant head's mail goes to the unit. */
  abstract resolve(recipient: Recipient): Promise<MailAddress | null>;
}

/** Addresses from the directory as it is now; the executor's is a setting. Nobody else can be reached. */
export class DirectoryRecipients extends Recipients {
  constructor(
    private readonly directory: Pick<Directory, 'unit' | 'staff'>,
    private readonly executor: MailAddress,
  ) {
    super();
  }

  override async resolve(recipient: Recipient): Promise<MailAddress | null> {
    switch (recipient.role) {
      case 'executor':
        return this.executor;
      case 'head':
        return (await this.#head(recipient.unit)) ?? this.#unit(recipient.unit);
      case 'unit':
        return this.#unit(recipient.unit);
      default:
        return assertNever(recipient);
    }
  }

  async #head(unit: HsaId): Promise<MailAddress | null> {
    const head = (await this.directory.unit(unit))?.head ?? null;
    const member = head === null ? null : await this.directory.staff(head);
    return member === null ? null : parseMailAddress(member.email);
  }

  async #unit(unit: HsaId): Promise<MailAddress | null> {
    const found = await this.directory.unit(unit);
    return found === null ? null : parseMailAddress(found.email);
  }
}
