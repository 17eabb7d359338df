//! What a person is to this service: two sealed texts and a keyed hash.

use std::fmt;

use chrono::NaiveDate;
use kernel::{
    Error, Id, IdentityKind, Ids, PersonalIdentity, Result, Rule, Timestamp, command,
    command::{Bound, Kind, line},
    error::{bounded_line, required_line, rules as common},
    id::{ParticipantId, kind},
    text_enum,
};
use store::Sealer;

/// Rules of persons.
pub mod rules {
    kernel::rules! {
        /// A personal identity number is read for a stated purpose.
        PURPOSE_IS_REQUIRED: "Ange varför du behöver personnumret.", "State why you need the personal identity number.";
    }
}

/// Person. `Debug` tells the id and the kind of identifier only.
#[derive(Clone)]
pub struct Participant {
    /// Id: tells nothing, not even when the person was first registered.
    pub id: ParticipantId,
    /// Version.
    pub version: i32,
    /// Kind of identifier.
    pub identity_kind: IdentityKind,
    /// The identifier, sealed for this row.
    pub identity_sealed: Vec<u8>,
    /// The identifier's keyed hash, where the identifier is one person's in the whole country.
    pub identity_index: Option<String>,
    /// The name she was first registered under, sealed for this row. It never changes: see [`crate::participation::Called`].
    pub name_sealed: Vec<u8>,
    /// Skyddade personuppgifter: shown to the project's manager only.
    pub protected: bool,
    /// Invented for demonstration.
    pub demonstration: bool,
    /// Created at.
    pub created_at: Timestamp,
}

impl fmt::Debug for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Participant({}, {})", self.id, self.identity_kind)
    }
}

text_enum! {
    pub enum IdentifierForm ("Hur en person betecknas.", "What kind of identifier a person is written with.") {
        PersonalNumber = "PERSONAL_NUMBER" ("Personnummer, samordningsnummer eller platshållare vid skyddade uppgifter", "Personal identity number, coordination number or the placeholder for a protected identity"),
        InterimNumber = "INTERIM_NUMBER" ("Interimspersonnummer", "Interim number"),
        Other = "OTHER" ("Annan beteckning", "Other identifier", ("t.ex. ett reservnummer, 1–32 bokstäver och siffror", "e.g. a reserve number, 1–32 letters and digits")),
    }
}

command! {
    pub secret struct GivenPerson as "PersonInput" ("En person, som du känner henne.", "A person, as you know her.") {
        number: String as "number" [identifier()]
            ("Personnummer eller det som står i dess ställe: `ÅÅÅÅMMDD-NNNC`.",
             "Personal identity number or what stands in its place: `YYYYMMDD-NNNC`."),
        form: IdentifierForm as "form" = "\"PERSONAL_NUMBER\""
            ("Hur personen betecknas.", "What kind of identifier it is."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        protected: bool as "protected" = "false" ("Skyddade personuppgifter.", "Protected personal data."),
    }
}

impl GivenPerson {
    /// The person, with her identifier as it is read on the day `today`.
    ///
    /// # Errors
    /// `Invalid` for a malformed identifier.
    pub fn read_on(self, today: NaiveDate) -> Result<Person> {
        let identity = match self.form {
            IdentifierForm::PersonalNumber => PersonalIdentity::parse(&self.number, today)?,
            IdentifierForm::InterimNumber => PersonalIdentity::parse_or_interim(&self.number, today)?,
            IdentifierForm::Other => PersonalIdentity::other(&self.number)?,
        };
        Ok(Person { identity, name: self.name, protected: self.protected })
    }
}

/// With room for blanks and hyphens; which of its characters may be which is for [`PersonalIdentity`] to say.
const fn identifier() -> Bound<String> {
    Bound { kind: Kind::Line { max: 64 }, check: |kind, text| written(kind, &text) }
}

fn written(kind: &Kind, text: &str) -> Result<String, Rule> {
    let Kind::Line { max } = kind else { return Err(common::PERSONAL_NUMBER_IS_WRONG) };
    bounded_line(text, *max).map_err(|_| common::PERSONAL_NUMBER_IS_WRONG)
}

/// A person as the caller knows her. `Debug` tells the kind of identifier only.
#[derive(Clone)]
pub struct Person {
    /// The identifier.
    pub identity: PersonalIdentity,
    /// The name, 1–200 characters.
    pub name: String,
    /// Skyddade personuppgifter.
    pub protected: bool,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({:?})", self.identity)
    }
}

impl Participant {
    /// A person not met before.
    ///
    /// # Errors
    /// `Invalid` for the name; `Broken` when sealing fails.
    pub fn register(id: ParticipantId, sealer: &Sealer, person: &Person, now: Timestamp) -> Result<Self> {
        let placeholder = person.identity.kind() == IdentityKind::ProtectedPlaceholder;
        Ok(Self {
            id,
            version: 1,
            identity_kind: person.identity.kind(),
            identity_sealed: sealer.seal(&identity_context(id), person.identity.canonical())?,
            identity_index: index(sealer, &person.identity)?,
            name_sealed: sealer.seal(&name_context(id), &required_line("name", &person.name, 200)?)?,
            protected: person.protected || placeholder,
            demonstration: false,
            created_at: now,
        })
    }

    /// Notes that she is protected. Counts as a change also when she was: it then holds for the names of those, too, who
    /// registered her since without saying so. Never lifted by a registration.
    pub fn protect(&mut self) {
        self.protected = true;
    }

    /// The name she was first registered under. Only for who may read it, after the reading is noted.
    ///
    /// # Errors
    /// `Broken` when the seal does not open.
    pub(crate) fn name(&self, sealer: &Sealer) -> Result<String> {
        sealer.open(&name_context(self.id), &self.name_sealed)
    }

    /// The identifier. Only for who may read it, after the reading is noted, or to compute an age without showing it.
    ///
    /// # Errors
    /// `Broken` when the seal does not open or holds no identifier.
    pub(crate) fn identity(&self, sealer: &Sealer, today: NaiveDate) -> Result<PersonalIdentity> {
        let text = sealer.open(&identity_context(self.id), &self.identity_sealed)?;
        let read = match text.strip_prefix("OTHER:") {
            Some(other) => PersonalIdentity::other(other),
            None => PersonalIdentity::parse_or_interim(&text, today),
        };
        read.map_err(|_| Error::broken("a sealed identifier is malformed"))
    }
}

/// The keyed hash that finds a person again. Only numbers that are one person's in the whole country have one: a
/// placeholder is shared by everyone born that day, an interim or reserve number is its issuer's own.
///
/// # Errors
/// `Broken` never in practice.
pub(crate) fn index(sealer: &Sealer, identity: &PersonalIdentity) -> Result<Option<String>> {
    match identity.kind() {
        IdentityKind::PersonalIdentityNumber | IdentityKind::CoordinationNumber => {
            sealer.blind_index(identity.canonical()).map(Some)
        }
        IdentityKind::InterimNumber | IdentityKind::ProtectedPlaceholder | IdentityKind::Other => Ok(None),
    }
}

/// An id that says nothing of when it was made: a time inside it would tell whoever registers a person whether
/// someone else had done so before.
///
/// # Errors
/// `Broken` never in practice.
pub fn silent_id(sealer: &Sealer, ids: &dyn Ids) -> Result<ParticipantId> {
    let drawn = Id::<kind::Participant>::new(ids);
    let digits = sealer.blind_index(&format!("participants.id.{drawn}"))?;
    Id::from_stored(digits.get(..26).unwrap_or_default())
}

fn identity_context(id: ParticipantId) -> String {
    format!("participants.identity.{id}")
}

fn name_context(id: ParticipantId) -> String {
    format!("participants.name.{id}")
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Clock, SystemClock, id::SequentialIds};

    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");

    pub(crate) fn person(number: &str, name: &str) -> Person {
        let identity = PersonalIdentity::parse(number, TODAY).expect("a number");
        Person { identity, name: name.into(), protected: false }
    }

    fn participant(sealer: &Sealer, person: &Person) -> Result<Participant> {
        let id = silent_id(sealer, &SequentialIds::starting_at(1))?;
        Participant::register(id, sealer, person, SystemClock.now())
    }

    #[test]
    fn what_is_sealed_opens_again() -> Result<()> {
        let sealer = Sealer::new(&[3; 32])?;
        let person = person("19090527-1474", "Ada Berg");
        let stored = participant(&sealer, &person)?;
        assert_eq!(stored.name(&sealer)?, "Ada Berg");
        assert_eq!(stored.identity(&sealer, TODAY)?, person.identity);
        assert_eq!(stored.identity_index, Some(sealer.blind_index("190905271474")?));
        Ok(())
    }

    #[test]
    fn nothing_prints_a_number_or_a_name() -> Result<()> {
        let sealer = Sealer::new(&[3; 32])?;
        let person = person("19090527-1474", "Ada Berg");
        let given = GivenPerson {
            number: "19090527-1474".into(),
            form: IdentifierForm::PersonalNumber,
            name: "Ada Berg".into(),
            protected: false,
        };
        let text = format!("{person:?} {:?} {person:#?} {given:?}", participant(&sealer, &person)?);
        for secret in ["0527", "1474", "Ada", "Berg"] {
            assert!(!text.contains(secret), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_placeholder_is_protected_and_matches_nobody() -> Result<()> {
        let sealer = Sealer::new(&[3; 32])?;
        let stored = participant(&sealer, &person("19800229-Tf29", "Skyddad person"))?;
        assert!(stored.protected && stored.identity_index.is_none());
        let mut other = person("19090527-1474", "x");
        other.identity = PersonalIdentity::other("19090527 1474")?;
        assert_eq!(participant(&sealer, &other)?.identity_index, None);
        assert_eq!(participant(&sealer, &other)?.identity(&sealer, TODAY)?, other.identity);
        Ok(())
    }

    #[test]
    fn the_id_tells_no_time() -> Result<()> {
        let sealer = Sealer::new(&[3; 32])?;
        let ids = SequentialIds::starting_at(0);
        let made: Vec<_> = (0..20).map(|_| silent_id(&sealer, &ids)).collect::<Result<_>>()?;
        assert!(!made.is_sorted());
        Ok(())
    }
}
