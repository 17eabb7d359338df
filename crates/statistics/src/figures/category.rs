//! The categories of the dimensions that are neither entities nor codes of a published list.

use access::Action;
use kernel::{Label, Lang};

use super::{Breakdown, Measure, source::Join};

/// Where the records say nothing.
pub const UNKNOWN: &str = "UNKNOWN";
/// No outcome has been recorded.
pub const NO_OUTCOME: &str = "NONE";
/// The project has measures for no horizontal principle, or there is no project.
pub const NO_PRINCIPLE: &str = "NONE";
/// Between the principles of a project in one code.
const AND: char = '+';

/// A category: code, Swedish, English.
pub(super) type Category = (&'static str, &'static str, &'static str);

const SEX: &[Category] = &[
    ("FEMALE", "Kvinna", "Female"),
    ("MALE", "Man", "Male"),
    ("NON_BINARY", "Icke-binär", "Non-binary"),
    (UNKNOWN, "Okänt", "Unknown"),
];
/// Where no domain has a word of its own for it.
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
    (UNKNOWN, "Okänd", "Unknown"),
];
/// From the least to the most telling: of two recorded on the same day, the later here stands.
const OUTCOMES: &[Category] = &[
    ("NO_CHANGE", "Ingen förändring", "No change"),
    ("JOB_SEARCHING", "Söker arbete", "Searching for a job"),
    ("STRENGTHENED_IN_INDUSTRY", "Stärkt i nuvarande bransch", "Strengthened in the present industry"),
    ("PREPARED_OTHER_COMPANY", "Rustad för annat företag", "Prepared for another company"),
    ("PREPARED_OTHER_INDUSTRY", "Rustad för annan bransch", "Prepared for another industry"),
    ("QUALIFICATION", "Kvalifikation", "Qualification"),
    ("IN_EDUCATION", "I utbildning", "In education or training"),
    ("IMPROVED_SITUATION", "Förbättrad ställning på arbetsmarknaden", "Improved labour-market situation"),
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
const TARGET_GROUPS: &[Category] = &[
    ("EMPLOYEES", "Anställda", "Employees"),
    ("MANAGEMENT", "Företagsledning", "Management"),
    ("UNDER_NOTICE", "Varslade", "Under notice"),
    ("FURLOUGHED", "Permitterade", "Furloughed"),
    ("JOB_SEEKERS", "Arbetssökande", "Job seekers"),
    ("STUDENTS", "Studerande", "Students"),
    ("ALL", "Alla", "All"),
    NOT_KNOWN,
];
const EFFORT_KINDS: &[Category] = &[
    ("COURSE", "Kurs", "Course"),
    ("MODULE", "Modul", "Module"),
    ("PROGRAMME", "Program", "Programme"),
    ("WORKSHOP", "Verkstad", "Workshop"),
    ("COACHING", "Coachning", "Coaching"),
    ("MENTORING", "Mentorskap", "Mentoring"),
    ("JOB_ROTATION", "Arbetsrotation", "Job rotation"),
    ("COLLEGIAL_LEARNING", "Kollegialt lärande", "Collegial learning"),
    ("REFLECTION_SESSION", "Reflektionspass", "Reflection session"),
    ("LEARNING_MEETING", "Lärmöte", "Learning meeting"),
    ("NETWORK_MEETING", "Nätverksmöte", "Network meeting"),
    ("STUDY_VISIT", "Studiebesök", "Study visit"),
    ("VALIDATION", "Validering", "Validation"),
    ("E_LEARNING", "E-lärande", "E-learning"),
    ("LEADERSHIP_TRAINING", "Ledarutbildning", "Leadership training"),
    ("ORGANISATION_DEVELOPMENT", "Verksamhetsutveckling", "Organisation development"),
    NOT_KNOWN,
];
const CAUSES: &[Category] = &[
    ("TECHNOLOGY_SHIFT", "Teknikskifte", "Technology shift"),
    ("EDUCATION_LAG", "Utbildningssystemet hinner inte med", "Education lags behind"),
    ("PANDEMIC", "Pandemi", "Pandemic"),
    ("RETIREMENT", "Pensionsavgångar", "Retirement"),
    ("GROWTH", "Tillväxt", "Growth"),
    ("REGULATION", "Nya regler", "Regulation"),
    ("STRUCTURAL_CHANGE", "Strukturomvandling", "Structural change"),
    ("GREEN_TRANSITION", "Grön omställning", "Green transition"),
    ("OTHER", "Annan", "Other"),
];
const BASES: &[Category] = &[
    ("NEW_RECRUITS", "Nyrekrytering", "New recruits"),
    ("INCUMBENTS", "Redan yrkesverksamma", "Incumbents"),
    ("BOTH", "Båda", "Both"),
];
const HORIZONS: &[Category] = &[
    ("SHORT", "Kort, under 1 år", "Short, under 1 year"),
    ("MEDIUM", "Medellång, 1–3 år", "Medium, 1–3 years"),
    ("LONG", "Lång, 3–10 år", "Long, 3–10 years"),
];
const REFLECTION_KINDS: &[Category] = &[
    ("FILM_AND_REFLECTION", "Film och reflektion", "Film and reflection"),
    ("STAFF_MEETING_SHARING", "Berätta på arbetsplatsträffen", "Sharing at the staff meeting"),
    ("AFTER_ACTION_REVIEW", "Lära av det som gjordes", "After-action review"),
    ("ROLE_SWAP", "Byta roll", "Role swap"),
];
const INSIGHT_THEMES: &[Category] = &[
    ("TIME", "Tid", "Time"),
    ("FORUM", "Forum", "Forum"),
    ("ROLES", "Roller och uppgifter", "Roles and tasks"),
    ("TOOLS", "Verktyg och lokaler", "Tools and premises"),
    ("COOPERATION", "Samarbete", "Cooperation"),
    ("LEADERSHIP", "Ledarskap", "Leadership"),
    ("KNOWLEDGE", "Kunskap", "Knowledge"),
    ("OTHER", "Annat", "Other"),
];
/// In the order of the bits that stand for them in a project's set.
const PRINCIPLES: &[Category] = &[
    ("GENDER_EQUALITY", "Jämställdhet", "Gender equality"),
    ("ACCESSIBILITY", "Tillgänglighet", "Accessibility"),
    ("NON_DISCRIMINATION", "Icke-diskriminering (likabehandling)", "Non-discrimination (equal treatment)"),
    ("INTEGRATION", "Integration", "Integration"),
    ("ENVIRONMENT", "Miljö", "Environment"),
    (NO_PRINCIPLE, "Ingen horisontell princip", "No horizontal principle"),
];
const PROGRAMME_PERIODS: &[Category] = &[
    ("2007-2013", "2007–2013", "2007–2013"),
    ("2014-2020", "2014–2020", "2014–2020"),
    ("2021-2027", "2021–2027", "2021–2027"),
    NOT_KNOWN,
];
pub(super) const OCCASION_STATUS: &[Category] =
    &[("CONFIRMED", "Bekräftat", "Confirmed"), ("ONGOING", "Pågår", "Ongoing"), ("FINISHED", "Avslutat", "Finished")];
pub(super) const NEED_STATUS: &[Category] = &[
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
pub(super) const PARTICIPATION_STATUS: &[Category] = &[
    ("REGISTERED", "Registrerat", "Registered"),
    ("ACTIVE", "Pågår", "Active"),
    ("EXITED", "Avslutat", "Exited"),
    ("RESULT_RECORDED", "Resultat registrerat", "Result recorded"),
    ("FOLLOWED_UP", "Uppföljt", "Followed up"),
    ("ARCHIVED", "Arkiverat", "Archived"),
];
pub(super) const ENROLMENT_STATUS: &[Category] = &[
    ("NOMINATED", "Nominerad", "Nominated"),
    ("APPLIED", "Ansökt", "Applied"),
    ("ELIGIBLE", "Behörig", "Eligible"),
    ("WAITLISTED", "Reserv", "On the waiting list"),
    ("OFFERED", "Erbjuden plats", "Offered a place"),
    ("CONFIRMED", "Antagen", "Confirmed"),
    ("STARTED", "Påbörjad", "Started"),
    ("COMPLETED", "Slutförd", "Completed"),
    ("DROPPED_OUT", "Avbrott", "Dropped out"),
    ("REJECTED", "Ej antagen", "Rejected"),
    ("WITHDRAWN", "Återbud", "Withdrawn"),
    ("NO_SHOW", "Utebliven", "No-show"),
];
/// Of those held.
pub(super) const REFLECTION_STATUS: &[Category] = &[
    ("HELD", "Genomförd", "Held"),
    ("NOTES_SHARED", "Anteckningar delade", "Notes shared"),
    ("ACTIONS_AGREED", "Förändringar överenskomna", "Actions agreed"),
    ("FOLLOWED_UP", "Uppföljd", "Followed up"),
];
/// Of those that have been published.
pub(super) const ANALYSIS_STATUS: &[Category] =
    &[("PUBLISHED", "Publicerad", "Published"), ("SUPERSEDED", "Ersatt", "Superseded")];
/// Of those that have been adopted.
pub(super) const PLAN_STATUS: &[Category] = &[
    ("ADOPTED", "Beslutad", "Adopted"),
    ("IN_PROGRESS", "Pågår", "In progress"),
    ("REVIEWED", "Uppföljd", "Reviewed"),
    ("COMPLETED", "Genomförd", "Completed"),
    ("SUPERSEDED", "Ersatt", "Superseded"),
];
/// Of those held.
pub(super) const MEETING_STATUS: &[Category] =
    &[("HELD", "Hållet", "Held"), ("DOCUMENTED", "Dokumenterat", "Documented"), ("CLOSED", "Avslutat", "Closed")];

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
        Breakdown::TargetGroup => TARGET_GROUPS,
        Breakdown::EffortKind => EFFORT_KINDS,
        Breakdown::Cause => CAUSES,
        Breakdown::Basis => BASES,
        Breakdown::Horizon => HORIZONS,
        Breakdown::ReflectionKind => REFLECTION_KINDS,
        Breakdown::InsightTheme => INSIGHT_THEMES,
        Breakdown::Principles => PRINCIPLES,
        Breakdown::ProgrammePeriod => PROGRAMME_PERIODS,
        Breakdown::Status => measure.spec().statuses,
        _ => &[],
    }
}

/// Whether every record stands in one of the categories: where the records say nothing, in one that says that.
pub(super) fn holds_all(measure: Measure, breakdown: Breakdown) -> bool {
    let is_beside = measure.source(breakdown).is_some_and(|(_, join)| join == Join::Participation);
    !(breakdown == Breakdown::Completeness && is_beside)
}

/// The categories that nothing in figures of others' records can stand in: no copy of the measure's records has them, or those
/// that do have nothing to be summed. Known from the steps of the records' states, and never from what is there.
pub(super) fn lacking(measure: Measure, breakdown: Breakdown) -> &'static [&'static str] {
    use Breakdown as B;
    use Measure as M;
    let is_need = measure.spec().reads == Action::ReadNeeds;
    let is_enrolment = measure.spec().reads == Action::ReadEnrolments;
    // What is an employer's own always has its employer.
    let is_employers = matches!(measure.spec().reads, Action::ReadWorkplaces | Action::ReadAnalyses);
    let is_spread = measure == M::ColleaguesReached;
    match (breakdown, measure) {
        (B::Status, M::Participants | M::ParticipantsAgainstTarget | M::ParticipantsAgainstWorkforce) => {
            &["REGISTERED"]
        }
        (B::Status, M::Needs | M::PeopleNeeded) => &["REPORTED"],
        (B::Status, M::UnmetNeed) => &["REPORTED", "LAPSED", "REJECTED"],
        (B::Status, M::DaysToEndorsement | M::DaysEndorsementToStart | M::DaysToStart) => {
            &["REPORTED", "QUALIFIED", "REJECTED"]
        }
        (B::Status, M::Enrolments | M::Applications) => &["NOMINATED", "APPLIED", "WITHDRAWN"],
        (B::Status, M::EnrolmentsStarted) => NOT_STARTED,
        // Hours are written down when an enrolment ends.
        (B::Status, M::Hours | M::HoursAgainstTarget) => NOT_ENDED,
        (B::Status, M::EnrolmentsCompleted) => NOT_COMPLETED,
        (B::OutcomeKind, M::Outcomes) => &[NO_OUTCOME],
        (B::ProgrammePeriod, M::Participants | M::ParticipantsAgainstTarget) => &[UNKNOWN],
        (B::TargetGroup, _) if is_need || is_enrolment || is_spread => &[UNKNOWN],
        (B::EffortKind, _) if is_enrolment || is_spread => &[UNKNOWN],
        (B::OrganisationKind, _) if is_employers => &[UNKNOWN],
        _ => &[],
    }
}

const NOT_STARTED: &[&str] =
    &["NOMINATED", "APPLIED", "ELIGIBLE", "WAITLISTED", "OFFERED", "CONFIRMED", "REJECTED", "WITHDRAWN", "NO_SHOW"];
const NOT_ENDED: &[&str] = &[
    "NOMINATED",
    "APPLIED",
    "ELIGIBLE",
    "WAITLISTED",
    "OFFERED",
    "CONFIRMED",
    "STARTED",
    "REJECTED",
    "WITHDRAWN",
    "NO_SHOW",
];
const NOT_COMPLETED: &[&str] = &[
    "NOMINATED",
    "APPLIED",
    "ELIGIBLE",
    "WAITLISTED",
    "OFFERED",
    "CONFIRMED",
    "STARTED",
    "DROPPED_OUT",
    "REJECTED",
    "WITHDRAWN",
    "NO_SHOW",
];

/// The kinds of outcome that are recorded, by rank.
pub(super) fn outcome_kinds() -> impl Iterator<Item = &'static str> {
    OUTCOMES.iter().map(|(code, ..)| *code).filter(|code| *code != NO_OUTCOME)
}

/// The horizontal principles, each with its bit.
pub(super) fn principles() -> impl Iterator<Item = (u8, &'static str)> {
    PRINCIPLES
        .iter()
        .map(|(code, ..)| *code)
        .filter(|code| *code != NO_PRINCIPLE)
        .zip(0..)
        .map(|(code, at)| (1 << at, code))
}

/// The code of a set of principles, e.g. `GENDER_EQUALITY+ACCESSIBILITY`.
pub(super) fn set_of_principles(mask: u8) -> String {
    let chosen: Vec<&str> = principles().filter(|(bit, _)| mask & bit != 0).map(|(_, code)| code).collect();
    if chosen.is_empty() { NO_PRINCIPLE.to_owned() } else { chosen.join(&AND.to_string()) }
}

/// What a category is called in `lang`, a set of principles included; see [`category_label`].
pub fn category_text(measure: Measure, breakdown: Breakdown, code: &str, lang: Lang) -> Option<String> {
    if breakdown != Breakdown::Principles {
        return category_label(measure, breakdown, code).map(|label| label.get(lang).to_owned());
    }
    let each = |code| category_label(measure, breakdown, code).map(|label| label.get(lang));
    let names: Option<Vec<&str>> = code.split(AND).map(each).collect();
    names.map(|names| names.join(" + "))
}

/// What a category is called (benämning); `None` where its code belongs to a list or names an entity.
pub fn category_label(measure: Measure, breakdown: Breakdown, code: &str) -> Option<Label> {
    let unknown = (code == UNKNOWN).then_some(&NOT_KNOWN);
    let known = categories(measure, breakdown).iter().find(|(known, ..)| *known == code);
    known.or(unknown).map(|&(_, sv, en)| Label { sv, en })
}
