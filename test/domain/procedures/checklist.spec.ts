import { Answers, barToGrant, parseAnswers, procedures } from '@sigill/domain';
import { refusalOf } from '../../support/domain/asking';
import { grantingAnswer, grantingAnswers, procedureOf } from '../../support/domain/journey';

const questions = procedures.flatMap((procedure) =>
  procedure.checklist.map((question) => [procedure.name, question.id, { procedure, question }] as const),
);

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))(
  'the checklist of %s',
  (_, procedure) => {
    it('asks each question once, in both languages, with its source', () => {
      const ids = procedure.checklist.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { question, source, options } of procedure.checklist) {
        for (const words of [question, ...(options ?? []).map(({ title }) => title)])
          expect([words.sv, words.en].map((text) => text.trim() !== '')).toStrictEqual([true, true]);
        expect(source).toMatch(/^[34]\.\d/);
      }
    });

    it('gives options to a choice and to nothing else', () => {
      for (const { answer, options } of procedure.checklist)
        expect((options ?? []).length >= 2).toBe(answer === 'choice');
    });

    it('allows a grant when everything is answered as the contract says', () => {
      expect(barToGrant(procedure, parseAnswers(procedure, grantingAnswers(procedure)))).toBeNull();
    });

    it('can stand in the way of a grant', () => {
      const all = grantingAnswers(procedure);
      const flipped = procedure.checklist.flatMap(({ id, answer, options }) => {
        const others = answer === 'choice' ? (options ?? []).map(({ value }) => value) : [true, false];
        return others.map((other) => ({ ...all, [id]: { answer: other } }));
      });
      expect([...flipped, {}].some((answers) => barToGrant(procedure, answers) !== null)).toBe(true);
    });

    it('asks nothing that the program knows or does itself', () => {
      const known = ['EM6', 'EG8', 'EG9', 'EG10', 'B10', 'B14', 'B16', 'R1', 'R3', 'R5'];
      expect(procedure.checklist.filter(({ id }) => known.includes(id))).toStrictEqual([]);
    });
  },
);

describe('a question', () => {
  it.each(questions)('%s %s is asked for if it is required', (_, id, { procedure, question }) => {
    const all = Object.entries(grantingAnswers(procedure));
    const without = Object.fromEntries(all.filter(([one]) => one !== id));
    const refusal = refusalOf(() => parseAnswers(procedure, without));
    expect(refusal?.code ?? null).toBe(question.required ? 'incomplete-assessment' : null);
  });

  it.each(questions.filter(([, , { question }]) => question.noteRequiredFor !== undefined))(
    '%s %s needs a note with some answers, and no blank one',
    (_, id, { procedure, question }) => {
      for (const answer of question.noteRequiredFor ?? []) {
        const judge = (note: object) =>
          refusalOf(() => parseAnswers(procedure, { ...grantingAnswers(procedure), [id]: { answer, ...note } }))?.code;
        expect([judge({}), judge({ note: ' \n ' })]).toStrictEqual(['incomplete-assessment', 'incomplete-assessment']);
        expect(judge({ note: 'Skäl.' })).toBeUndefined();
      }
    },
  );

  it.each(questions.filter(([, , { question }]) => question.grantNeeds !== undefined))(
    '%s %s does not allow a grant with another answer, or with none',
    (_, id, { procedure, question }) => {
      const { answer } = grantingAnswer(question);
      const other = question.options?.find(({ value }) => value !== answer)?.value ?? answer !== true;
      const all = grantingAnswers(procedure);
      expect(barToGrant(procedure, { ...all, [id]: { answer: other } })).toBe('assessment-blocks-grant');
      const without = Object.fromEntries(Object.entries(all).filter(([one]) => one !== id));
      expect(barToGrant(procedure, without)).toBe('assessment-blocks-grant');
    },
  );
});

describe('the grounds of a block', () => {
  const block = procedureOf('block');
  const grounds = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'];

  it.each(grounds)('%s suffices by itself', (id) => {
    expect(barToGrant(block, { B9: { answer: true }, [id]: { answer: true } })).toBeNull();
  });

  it('are needed: other answers are none', () => {
    const others = block.checklist.filter(({ id }) => !grounds.includes(id)).map(({ id }) => [id, { answer: true }]);
    const denied = grounds.map((id) => [id, { answer: false }]);
    expect(barToGrant(block, Object.fromEntries([...others, ...denied]) as Answers)).toBe('assessment-blocks-grant');
    expect(barToGrant(block, {})).toBe('assessment-blocks-grant');
  });
});

describe('the will of the child', () => {
  const procedure = procedureOf('extension.guardian');
  const answers = grantingAnswers(procedure);

  it.each([
    ['WANTS', false, null],
    ['DOES_NOT_WANT', true, 'child-objects'],
    ['CANNOT_EXPRESS', true, null],
    ['CANNOT_EXPRESS', false, 'assessment-blocks-grant'],
  ])('%s, made sure that there is no harm %s: %s', (will, sure, code) => {
    expect(barToGrant(procedure, { ...answers, EG6: { answer: will }, EG7: { answer: sure } })).toBe(code);
  });
});
