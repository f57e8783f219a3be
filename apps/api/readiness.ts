/** Whether the program takes work. */
export class Readiness {
  ready = false;
}
