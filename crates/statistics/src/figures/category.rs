//! The categories of the dimensions that are neither entities nor codes of a published list.

use kernel::Label;

use super::{Breakdown, Measure};

/// Where the records say nothing.
pub const UNKNOWN: &str = "UNKNOWN";
/// No outcome has been recorded.
pub const NO_OUTCOME: &str = "NONE";

/// A category: code, Swedish, English.
type Category = (&'static str, &'static str, &'static str);

const SEX: &[Category] =
    &[("FEMALE", "Kvinna", "Female"), ("MALE", "Man", "Male"), ("NON_BINARY", "Icke-binär", "Non-binary"), NOT_KNOWN];
const NOT_KNOWN: Category = (UNKNOWN, "Uppgift saknas", "Unknown");
/// Bounds of the ESF indicators: under 18, 18–29, 55 and over; and 25, which the 2014–2020 period used.
const AGE_BANDS: &[Category] = &[
    ("0-17", "Under 18 år", "Under 18"),
    ("18-24", "18–24 år", "18–24"),
    ("25-29", "25–29 år", "25–29"),
    ("30-54", "30–54 år", "30–54"),
    ("55+", "55 år och äldre", "55 and over"),
    NOT_KNOWN,
];
const EMPLOYMENT: &[Category] = &[
    ("EMPLOYED", "Anställd", "Employed"),
    ("SELF_EMPLOYED", "Egenföretagare", "Self-employed"),
    ("UNDER_NOTICE", "Varslad", "Under notice"),
    ("FURLOUGHED", "Permitterad", "Furloughed"),
    ("UNEMPLOYED", "Arbetslös", "Unemployed"),
    ("LONG_TERM_UNEMPLOYED", "Långtidsarbetslös", "Long-term unemployed"),
    ("INACTIVE", "Utanför arbetskraften", "Inactive"),
    NOT_KNOWN,
];
/// From the least to the most telling: of two recorded on the same day, the later here stands.
const OUTCOMES: &[Category] = &[
    ("NO_CHANGE", "Ingen förändring", "No change"),
    ("JOB_SEARCHING", "Söker arbete", "Job searching"),
    ("STRENGTHENED_IN_INDUSTRY", "Stärkt ställning i branschen", "Strengthened in the industry"),
    ("PREPARED_OTHER_COMPANY", "Rustad för annat företag", "Prepared for another company"),
    ("PREPARED_OTHER_INDUSTRY", "Rustad för annan bransch", "Prepared for another industry"),
    ("QUALIFICATION", "Kvalifikation", "Qualification"),
    ("IN_EDUCATION", "I utbildning", "In education"),
    ("IMPROVED_SITUATION", "Förbättrad situation", "Improved situation"),
    ("IN_EMPLOYMENT", "I arbete", "In employment"),
    ("NEW_JOB", "Nytt arbete", "New job"),
    (NO_OUTCOME, "Inget resultat registrerat", "No outcome recorded"),
];
const ORGANISATION_KINDS: &[Category] = &[
    ("COMPANY", "Företag", "Company"),
    ("SOLE_TRADER", "Enskild firma", "Sole trader"),
    ("MUNICIPALITY", "Kommun", "Municipality"),
    ("REGION", "Region", "Region"),
    ("MUNICIPAL_FEDERATION", "Kommunalförbund", "Municipal federation"),
    ("STATE_AGENCY", "Statlig myndighet", "State agency"),
    ("UNIVERSITY", "Universitet eller högskola", "University"),
    ("EDUCATION_PROVIDER", "Utbildningsanordnare", "Education provider"),
    ("INDUSTRY_ASSOCIATION", "Branschorganisation", "Industry association"),
    ("UNION", "Fackförbund", "Trade union"),
    ("SCIENCE_PARK", "Forskningspark", "Science park"),
    ("ASSOCIATION", "Förening", "Association"),
    ("OTHER", "Annan", "Other"),
    NOT_KNOWN,
];
const NEED_STATUS: &[Category] = &[
    ("REPORTED", "Anmält", "Reported"),
    ("QUALIFIED", "Kvalificerat", "Qualified"),
    ("ENDORSED", "Förankrat", "Endorsed"),
    ("PRIORITISED", "Prioriterat", "Prioritised"),
    ("IN_ACTION", "Under åtgärd", "In action"),
    ("MET", "Tillgodosett", "Met"),
    ("PARTLY_MET", "Delvis tillgodosett", "Partly met"),
    ("LAPSED", "Inaktuellt", "Lapsed"),
    ("REJECTED", "Avslaget", "Rejected"),
];
const PARTICIPATION_STATUS: &[Category] = &[
    ("REGISTERED", "Registrerad", "Registered"),
    ("ACTIVE", "Pågående", "Active"),
    ("EXITED", "Avslutad", "Exited"),
    ("RESULT_RECORDED", "Resultat registrerat", "Result recorded"),
    ("FOLLOWED_UP", "Uppföljd", "Followed up"),
    ("ARCHIVED", "Arkiverad", "Archived"),
];
const ENROLMENT_STATUS: &[Category] = &[
    ("NOMINATED", "Nominerad", "Nominated"),
    ("APPLIED", "Ansökt", "Applied"),
    ("ELIGIBLE", "Behörig", "Eligible"),
    ("WAITLISTED", "Reserv", "Waitlisted"),
    ("OFFERED", "Erbjuden plats", "Offered"),
    ("CONFIRMED", "Antagen", "Confirmed"),
    ("STARTED", "Påbörjat", "Started"),
    ("COMPLETED", "Slutfört", "Completed"),
    ("DROPPED_OUT", "Avbrott", "Dropped out"),
    ("REJECTED", "Ej antagen", "Rejected"),
    ("WITHDRAWN", "Återbud", "Withdrawn"),
    ("NO_SHOW", "Uteblev", "No show"),
];

const COMPLETENESS: &[Category] = &[
    ("COMPLETE", "Fullständiga uppgifter", "Complete record"),
    ("INCOMPLETE", "Ofullständiga uppgifter", "Incomplete record"),
];

/// The categories, in the order of the answer; none for entities, coded lists and dates.
pub(super) fn categories(measure: Measure, breakdown: Breakdown) -> &'static [Category] {
    match breakdown {
        Breakdown::Sex => SEX,
        Breakdown::AgeBand => AGE_BANDS,
        Breakdown::EmploymentSituation => EMPLOYMENT,
        Breakdown::Completeness => COMPLETENESS,
        Breakdown::OutcomeKind => OUTCOMES,
        Breakdown::OrganisationKind => ORGANISATION_KINDS,
        Breakdown::Status => match measure {
            Measure::Needs | Measure::PeopleNeeded => NEED_STATUS,
            Measure::Participants => PARTICIPATION_STATUS,
            Measure::Enrolments | Measure::Hours => ENROLMENT_STATUS,
            Measure::Outcomes => &[],
        },
        _ => &[],
    }
}

/// The kinds of outcome that are recorded, by rank.
pub(super) fn outcome_kinds() -> impl Iterator<Item = &'static str> {
    OUTCOMES.iter().map(|(code, ..)| *code).filter(|code| *code != NO_OUTCOME)
}

/// What a category is called (benämning); `None` where its code belongs to a list or names an entity.
pub fn category_label(measure: Measure, breakdown: Breakdown, code: &str) -> Option<Label> {
    let unknown = (code == UNKNOWN).then_some(&NOT_KNOWN);
    let known = categories(measure, breakdown).iter().find(|(known, ..)| *known == code);
    known.or(unknown).map(|&(_, sv, en)| Label { sv, en })
}
