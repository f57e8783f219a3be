import { filesOnDisk } from './files-on-disk';
import { readSettings, SettingsReading } from './read-settings';

/** The one place that asks the process for its environment. */
export const settingsFromProcess = (): SettingsReading => readSettings(process.env, filesOnDisk);
