import { Wording } from '../../terms';
import { WarningCode } from './warnings';

export const warningTexts: Readonly<Record<WarningCode, Wording>> = {
  'another-seal-in-force': {
    sv: 'En annan försegling gäller: åtkomsten återkommer först när alla förseglingar är hävda.',
    en: 'Another seal is in force: access returns only when all of them are lifted.',
  },
  'siblings-not-assessed': {
    sv: 'Vårdnadshavaren har fler barn som saknar ett ärende av samma slag. Bedöm även dem.',
    en: 'The guardian has other children without a request of this kind. Assess them too.',
  },
  'extension-still-set': {
    sv: 'Minderårig tillgång är satt för vårdnadshavaren och måste tas bort före blockeringen.',
    en: 'Minor access is set for the guardian and must be removed before the block.',
  },
  'other-guardian-affected': {
    sv: 'Förseglingen stänger också ute den vårdnadshavare som ingen behöver skyddas från.',
    en: 'The seal also shuts out the guardian from whom nobody needs protection.',
  },
  'seal-without-lock': {
    sv: 'Journalen är förseglad men inloggningen är inte låst: övriga e-tjänster kan fortfarande nås.',
    en: 'The journal is sealed but the login is not locked: the other e-services can be reached.',
  },
  'protected-register-flag': {
    sv: 'Patienten eller en vårdnadshavare har skyddade personuppgifter.',
    en: 'The patient or a guardian has protected personal data.',
  },
  'guardian-deceased': {
    sv: 'En vårdnadshavare i ärendet är avliden. Den som är avliden har ingen åtkomst.',
    en: 'A guardian in the case is deceased. The deceased have no access.',
  },
  'guardian-not-registered': {
    sv: 'Den som blockeringen gäller är inte längre registrerad som vårdnadshavare.',
    en: 'Whoever the block is about is no longer registered as guardian.',
  },
  'caller-not-in-directory': {
    sv: 'VGR-id för den som ringde finns inte i katalogen. Ring tillbaka på ett nummer i katalogen.',
    en: "The caller's VGR-ID is not in the directory. Call back on a number in the directory.",
  },
  'head-not-in-directory': {
    sv: 'Den som angetts som verksamhetschef, i samtalet eller vid samrådet, finns inte som sådan i katalogen.',
    en: 'Whoever was named as head of operations, in the call or at the consultation, is not one by the directory.',
  },
  'block-without-effect': {
    sv: 'Patienten har fyllt 16: vårdnadshavaren har ingen åtkomst att blockera.',
    en: 'The patient has turned 16: the guardian has no access to block.',
  },
  'open-request-exists': {
    sv: 'Det finns redan ett öppet ärende av samma slag i ordinarie handläggning.',
    en: 'There is already an open request of this kind on the ordinary track.',
  },
  'receipts-missing': {
    sv: 'En kvittens har rättats bort: åtgärden är inte utförd i sin helhet. VGR-IT ska lämna en ny kvittens.',
    en: 'A receipt has been voided: the measure is not carried out in full. VGR-IT is to give a new receipt.',
  },
  'measure-ended-elsewhere': {
    sv: 'Åtgärden i det här ärendet har avslutats genom ett annat ärende.',
    en: 'The measure of this request has been ended by another request.',
  },
  'register-shows-no-protection': {
    sv: 'Folkbokföringen visar inget skydd för barnet eller någon vårdnadshavare. Kontrollera grunden för förseglingen.',
    en: 'The register shows no protection of the child or of a guardian. Check the ground for the seal.',
  },
  'other-units-measure': {
    sv: 'Åtgärden beslutades av en annan enhet. Innan ett skydd hävs ska verksamhetschefen där höras, eller skälet anges.',
    en: 'Another unit decided the measure. Before a protection is lifted its head of operations is heard, or the reason given.',
  },
  deceased: {
    sv: 'Patienten är avliden: ärendet kan bara återkallas eller dokumenteras.',
    en: 'The patient is deceased: the request can only be withdrawn or documented.',
  },
  'no-longer-in-register': {
    sv: 'Folkbokföringen har inte längre någon post för patienten. Det som visas är det senast kända.',
    en: 'The population register no longer holds the patient. What is shown is what it said last.',
  },
  'guardian-not-in-measure': {
    sv: 'Barnet har fått en vårdnadshavare som ingen blockering omfattar. Ta ställning till om blockeringen ska omfatta även den personen.',
    en: 'The child has a guardian whom no block names. Consider whether this person is to be blocked, too.',
  },
};
