import { dueName, FellDue, RequestId } from '@sigill/domain';
import { uuidV5 } from '@sigill/event-log';

/** The id of what time asks for: the same whoever asks, and whenever. */
export const dueEffectOf = (request: RequestId, due: FellDue): string => uuidV5(request, dueName(due));
