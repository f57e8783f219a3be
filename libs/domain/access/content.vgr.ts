import { WrittenContent } from './content';

/** What the journal shows in Region VGR, as the region has published it (S1, S2, page of 2020-03-13). The program checks it
 *  when it starts. `until` is a last day; a line without one holds until further notice. */
export const vgrContent: WrittenContent = {
  // C1: planned for 2019-10-01, postponed. No retroactive display for children (V1, S1).
  minorsFrom: '2019-11-01',

  systems: [
    {
      system: 'Melior',
      where: 'hospitals',
      from: '2016-06-01',
      note: 'some exceptions: adult psychiatry from 2018-09-03, clinical genetics from 2019-11-01',
      source: 'S2',
    },
    {
      system: 'AsynjaVisph',
      where: 'primary care (Närhälsan), Habilitering & Hälsa, Hjälpmedelscentralen',
      from: '2016-11-01',
      note: 'test results and vaccinations from the same day',
      source: 'S2',
    },
    {
      system: 'Obstetrix',
      where: 'maternity care',
      from: '2019-05-15',
      note: 'summary of the record',
      source: 'S2',
    },
    {
      system: 'Journalia',
      where: 'hospital diabetes record',
      from: '2019-04-01',
      note: 'the anticoagulation letter (AK-brevet)',
      source: 'S2',
    },
    { system: 'T4', where: 'Folktandvården', from: '2020-12-01', note: 'as announced', source: 'S2' },
  ],

  // Since the first system was connected: none of them has ever been shown.
  excludedUnits: [
    { name: 'Barn- och ungdomspsykiatri (BUP)', from: '2016-06-01', source: 'S1, S2' },
    { name: 'Borås bedömningsteam försäkringsmedicin', from: '2016-06-01', source: 'S2' },
    { name: 'Flykting-barnmottagningen, Angered', from: '2016-06-01', source: 'S2' },
    { name: 'Göteborg bedömningsteam försäkringsmedicin', from: '2016-06-01', source: 'S2' },
    { name: 'Kris- och traumaenheten', from: '2016-06-01', source: 'S2' },
    { name: 'Mottagningen för unga vuxna', from: '2016-06-01', source: 'S2' },
    { name: 'Mödra-barnhälsovårdsteamet i Haga', from: '2016-06-01', source: 'S2' },
    { name: 'Rättspsykiatri', from: '2016-06-01', source: 'S2' },
    { name: 'SMC (Sexualmedicinskt centrum)', from: '2016-06-01', source: 'S2' },
    { name: 'STD/STI-mottagningar', from: '2016-06-01', source: 'S2' },
    { name: 'Ungdomsmottagningar', from: '2016-06-01', source: 'S2' },
    { name: 'Utväg (Skövde/Borås)', from: '2016-06-01', source: 'S2' },
  ],

  excludedTerms: [
    {
      term: 'Tidiga hypoteser',
      from: '2016-06-01',
      hiddenFrom: 'patient-and-guardians',
      rule: 'sparingly; once told to the patient or settled it is documented anew, so that it shows',
      source: 'S1',
    },
    {
      term: 'Våldsutsatthet i nära relationer',
      from: '2016-06-01',
      hiddenFrom: 'patient-and-guardians',
      rule: 'sparingly',
      source: 'S1',
    },
    {
      term: 'Enkelblind prövning',
      from: '2017-03-23',
      hiddenFrom: 'patient-and-guardians',
      rule: 'for single-blind trials',
      source: 'S1',
    },
    {
      term: 'Tredje person',
      from: '2017-07-10',
      hiddenFrom: 'patient-and-guardians',
      rule: 'only what safe care needs and could harm someone',
      source: 'S1',
    },
    {
      term: 'Orosanmälan gällande barn',
      from: '2019-09-01',
      hiddenFrom: 'guardians',
      rule: 'while the inquiry is going on',
      source: 'S1',
    },
  ],
};
