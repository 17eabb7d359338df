//! The characteristics on the day of entry. They describe that day and are not carried on.

use std::fmt;

use access::{Action, Anchors, Grant};
use chrono::{Datelike, NaiveDate};
pub use kernel::EmploymentSituation;
use kernel::{Command, Error, PersonalIdentity, Result, Sex, command, text_enum};
use taxonomy::{Scheme, code};

use super::entity::{Participation, rules};

text_enum! {
    pub enum Answer ("Svar på en känslig fråga.", "Answer to a sensitive question.") {
        Yes = "YES" ("Ja", "Yes"),
        No = "NO" ("Nej", "No"),
        Declined = "DECLINED" ("Vill inte svara", "Declined to answer", ("också ett svar", "an answer too")),
        NotAsked = "NOT_ASKED" ("Inte tillfrågad", "Not asked"),
    }
}

/// Känsliga uppgifter. `Debug` does not tell them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sensitive {
    /// Disability.
    pub disability: Answer,
    /// Minority.
    pub minority: Answer,
}

impl Default for Sensitive {
    fn default() -> Self {
        Self { disability: Answer::NotAsked, minority: Answer::NotAsked }
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

/// Sensitive answers as they lie in a participation: anyone may put them in, only a grant takes them out.
#[derive(Clone, Copy, Debug)]
pub struct Guarded(Sensitive);

impl Guarded {
    /// Guards `answers`.
    pub const fn new(answers: Sensitive) -> Self {
        Self(answers)
    }

    /// For storing.
    pub(crate) const fn stored(&self) -> Sensitive {
        self.0
    }
}

command! {
    /// What is asked of everyone. A refusal of a sensitive answer is an answer.
    pub secret struct Entry as "EntryInput" ("Uppgifter vid start.", "Characteristics at entry.") {
        sex: Option<Sex> as "sex"
            ("Kön; vad beteckningen säger när personen inte tillfrågades.",
             "Sex; what the identifier says when the person was not asked."),
        birth_date: Option<NaiveDate> as "birthDate" [command::EVER_UNTIL_TODAY]
            ("Födelsedatum, där beteckningen inte säger det.", "Birth date, where the identifier does not say it."),
        employment_situation: EmploymentSituation as "employmentSituation"
            ("Sysselsättning.", "Employment situation."),
        in_education: bool as "inEducation" = "false"
            ("I utbildning: oavsett sysselsättning.", "In education: or training, whatever the employment situation."),
        sun_level: Option<String> as "sunLevel" [code(Scheme::Sun2020Level)]
            ("Utbildningsnivå: SUN 2020.", "Level of education: SUN 2020."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Bostadskommun.", "Municipality of residence."),
        ssyk: Option<String> as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: SSYK 2012, i nuvarande eller senaste arbete.",
             "Occupation group: SSYK 2012, of the present or latest work."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Arbetsgivarens bransch: SNI 2007.", "The employer's industry: SNI 2007."),
        disability: Answer as "disability" = "\"NOT_ASKED\"" ("Funktionsnedsättning.", "Disability."),
        minority: Answer as "minority" = "\"NOT_ASKED\"" ("Minoritet.", "Minority."),
    }
}

impl Entry {
    /// The sensitive answers.
    pub const fn sensitive(&self) -> Sensitive {
        Sensitive { disability: self.disability, minority: self.minority }
    }
}

/// What is kept of it: no birth date, only the year and the age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFacts {
    /// Sex.
    pub sex: Sex,
    /// Birth year.
    pub birth_year: Option<i32>,
    /// Whole years on the day of entry.
    pub age_at_entry: Option<i32>,
    /// Employment situation.
    pub employment_situation: EmploymentSituation,
    /// In education or training.
    pub in_education: bool,
    /// SUN 2020 level.
    pub sun_level: Option<String>,
    /// Municipality of residence.
    pub municipality: Option<String>,
    /// SSYK 2012.
    pub ssyk: Option<String>,
    /// SNI 2007.
    pub sni: Option<String>,
}

impl EntryFacts {
    /// From the answers and the identifier, for an entry on `starts_on`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn of(entry: Entry, identity: &PersonalIdentity, starts_on: NaiveDate) -> Result<Self> {
        let entry = entry.checked()?;
        let born = identity.birth_date().or(entry.birth_date);
        let age = born.map(|born| age_on(born, starts_on).ok_or_else(too_young)).transpose()?;
        Ok(Self {
            sex: entry.sex.or_else(|| identity.legal_sex()).unwrap_or(Sex::Unknown),
            birth_year: born.map(|born| born.year()),
            age_at_entry: age,
            employment_situation: entry.employment_situation,
            in_education: entry.in_education,
            sun_level: entry.sun_level,
            municipality: entry.municipality,
            ssyk: entry.ssyk,
            sni: entry.sni,
        })
    }

    /// Whether every non-sensitive characteristic that the indicators need is there: sex, employment situation, age
    /// and education. Only complete records count in indicators other than the grand total.
    pub fn is_complete(&self) -> bool {
        self.sex != Sex::Unknown
            && self.employment_situation != EmploymentSituation::Unknown
            && self.age_at_entry.is_some()
            && self.sun_level.is_some()
    }
}

/// Whole years on `day`; `None` before the birth. Who was born on 29 February turns a year older on 1 March of a
/// common year.
pub fn age_on(born: NaiveDate, day: NaiveDate) -> Option<i32> {
    day.years_since(born).and_then(|years| i32::try_from(years).ok())
}

fn too_young() -> Error {
    Error::invalid("startsOn", rules::ENTRY_PRECEDES_BIRTH)
}

impl Participation {
    /// The sensitive answers, for a grant to read them that reaches this participation.
    pub fn sensitive(&self, grant: &Grant) -> Option<Sensitive> {
        let anchors = Anchors {
            organisation: self.organisation,
            project: Some(self.project),
            person: Some(self.participant),
            ..Anchors::default()
        };
        (grant.action() == Action::ReadSensitive && grant.covers(&anchors)).then(|| self.guarded.stored())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn under_notice_and_furloughed_are_still_employed() {
        use EmploymentSituation as E;
        let employed: Vec<_> = E::ALL.iter().copied().filter(|situation| situation.is_employed()).collect();
        assert_eq!(employed, [E::Employed, E::SelfEmployed, E::UnderNotice, E::Furloughed]);
    }

    #[test]
    fn age_is_that_of_the_day_of_entry() {
        let born = day("1971-06-15");
        assert_eq!(age_on(born, day("2026-06-14")), Some(54));
        assert_eq!(age_on(born, day("2026-06-15")), Some(55));
        assert_eq!(age_on(born, day("1971-06-15")), Some(0));
        assert_eq!(age_on(born, day("1971-06-14")), None);
        assert_eq!(age_on(day("2008-02-29"), day("2026-02-28")), Some(17));
        assert_eq!(age_on(day("2008-02-29"), day("2026-03-01")), Some(18));
    }

    pub(crate) fn entry() -> Entry {
        Entry {
            sex: None,
            birth_date: None,
            employment_situation: EmploymentSituation::Employed,
            in_education: false,
            sun_level: taxonomy::all(Scheme::Sun2020Level).first().map(|level| level.code.to_owned()),
            municipality: Some("1480".into()),
            ssyk: None,
            sni: None,
            disability: Answer::Declined,
            minority: Answer::NotAsked,
        }
    }

    fn facts(entry: Entry, number: &str) -> Result<EntryFacts> {
        let identity = PersonalIdentity::parse(number, day("2026-11-22"))?;
        EntryFacts::of(entry, &identity, day("2026-05-27"))
    }

    #[test]
    fn a_record_is_complete_without_the_sensitive_answers() -> Result<()> {
        let number = "19090527-1474";
        let whole = facts(entry(), number)?;
        assert!(whole.is_complete());
        assert_eq!((whole.sex, whole.age_at_entry, whole.birth_year), (Sex::Male, Some(117), Some(1909)));
        assert!(!facts(Entry { sun_level: None, ..entry() }, number)?.is_complete());
        let unknown = EmploymentSituation::Unknown;
        assert!(!facts(Entry { employment_situation: unknown, ..entry() }, number)?.is_complete());
        assert!(!facts(Entry { sex: Some(Sex::Unknown), ..entry() }, number)?.is_complete());
        Ok(())
    }

    #[test]
    fn an_identifier_without_birth_date_needs_it_told() -> Result<()> {
        let other = PersonalIdentity::other("R123")?;
        let entered = day("2026-05-27");
        let blank = EntryFacts::of(entry(), &other, entered)?;
        assert_eq!((blank.age_at_entry, blank.is_complete(), blank.sex), (None, false, Sex::Unknown));
        let told = Entry { birth_date: Some(day("2000-05-28")), sex: Some(Sex::Female), ..entry() };
        let told = EntryFacts::of(told, &other, entered)?;
        assert_eq!((told.age_at_entry, told.is_complete()), (Some(25), true));
        Ok(())
    }

    #[test]
    fn nobody_enters_before_birth_and_codes_are_checked() {
        let unborn = Entry { birth_date: Some(day("2026-05-28")), ..entry() };
        let other = PersonalIdentity::other("R123").expect("an identifier");
        assert!(EntryFacts::of(unborn, &other, day("2026-05-27")).is_err());
        let nowhere = Entry { municipality: Some("9999".into()), ..entry() };
        assert!(facts(nowhere, "19090527-1474").is_err());
    }

    #[test]
    fn sensitive_answers_are_not_printed() {
        let told = Entry { birth_date: Some(day("2000-05-28")), ..entry() };
        let text = format!("{:?} {told:?}", Guarded::new(told.sensitive()));
        assert!(!text.contains("Declined") && !text.contains("05-28"), "{text}");
    }
}
