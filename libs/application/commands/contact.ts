import type { Contact } from '@sigill/domain';
import { IsMail, IsPhone } from '../bodies';

/** Where the requester is reached; never used as the recipient of a mail. */
export class ContactBody implements Contact {
  @IsMail()
  readonly email: string;

  @IsPhone()
  readonly phone: string;
}
