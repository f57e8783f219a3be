import { readFileSync, statSync } from 'node:fs';
import { isOpenToOthers } from '../open-to-others';
import { SettingsFiles } from './variables';

export const filesOnDisk: SettingsFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  isOpenToOthers: (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && isOpenToOthers(found);
  },
};
