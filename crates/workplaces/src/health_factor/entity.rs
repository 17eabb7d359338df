//! What a health factor is: words that everyone uses alike, so its code stays once it is there.

use kernel::{
    Command, Result, Rule, command,
    command::{Bound, Kind, line, text, web_address},
    error::bounded_line,
    id::{FIRST_HEALTH_FACTOR, HealthFactorId},
    personal_number::nameless,
};
use store::Event;

/// Rules of health factors.
pub mod rules {
    kernel::rules! {
        /// A code can be written in addresses and files of any system.
        HEALTH_FACTOR_CODE_IS_WRONG:
            "En kod börjar med en bokstav och skrivs med A–Z, 0–9 och _, så här: TID_ATT_LARA.",
            "A code begins with a letter and is written with A–Z, 0–9 and _, like this: TIME_TO_LEARN.";
    }
}

/// Friskfaktor. Everyone reads it.
#[derive(Clone, Debug)]
pub struct HealthFactor {
    /// Id.
    pub id: HealthFactorId,
    /// Version, counted up by every change.
    pub version: i32,
    /// Its code, which never changes and is no other's, 1–60 characters.
    pub code: String,
    /// Name in Swedish, 1–200 characters.
    pub name: String,
    /// Name in English, 1–200 characters.
    pub name_en: String,
    /// What it is, at most 4,000 characters.
    pub description: Option<String>,
    /// Who says so, and where, at most 300 characters.
    pub source_title: Option<String>,
    /// The source's address on the web.
    pub source_url: Option<String>,
}

command! {
    pub struct AddHealthFactor as "AddHealthFactorInput" ("Lägg till friskfaktor.", "Add a health factor.") {
        code: String as "code" [factor_code()]
            ("Kod: med stora bokstäver, siffror och understreck; ändras aldrig.",
             "Code: in capital letters, digits and underscores; it never changes."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        name_en: String as "nameEn" [line(200)] ("Namn på engelska.", "Name in English."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        source_title: Option<String> as "sourceTitle" [line(300)]
            ("Källa: vem som säger det, och var.", "Source: who says so, and where."),
        source_url: Option<String> as "sourceUrl" [web_address()]
            ("Källans webbadress.", "The source's address on the web."),
    }
}

command! {
    pub struct ChangeHealthFactor as "ChangeHealthFactorInput"
        ("Ändra friskfaktor: allt utom koden ersätts.", "Change a health factor: all but its code is replaced.")
        of HealthFactorId, ("Friskfaktorn.", "The health factor.") {
        name: String as "name" [line(200)] ("Namn.", "Name."),
        name_en: String as "nameEn" [line(200)] ("Namn på engelska.", "Name in English."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        source_title: Option<String> as "sourceTitle" [line(300)]
            ("Källa: vem som säger det, och var.", "Source: who says so, and where."),
        source_url: Option<String> as "sourceUrl" [web_address()]
            ("Källans webbadress.", "The source's address on the web."),
    }
}

/// A code that begins with a letter; small letters are taken as the capitals they stand for.
const fn factor_code() -> Bound<String> {
    Bound { kind: Kind::Line { max: 60 }, check: in_capitals }
}

fn in_capitals(kind: &Kind, text: String) -> Result<String, Rule> {
    let Kind::Line { max } = kind else { return Ok(text) };
    let code = bounded_line(&text, *max)?.to_ascii_uppercase();
    let fits = |sign: u8| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'_';
    let is_code = code.bytes().all(fits) && code.starts_with(|first: char| first.is_ascii_uppercase());
    if is_code { nameless(code) } else { Err(rules::HEALTH_FACTOR_CODE_IS_WRONG) }
}

impl HealthFactor {
    /// The one that every database has from the start, which is meant where none is named.
    ///
    /// # Errors
    /// `Broken` for a constant that is no id.
    pub fn first() -> Result<HealthFactorId> {
        HealthFactorId::from_stored(FIRST_HEALTH_FACTOR)
    }

    /// The new factor.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn add(id: HealthFactorId, command: AddHealthFactor) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let factor = Self {
            id,
            version: 1,
            code: command.code,
            name: command.name,
            name_en: command.name_en,
            description: command.description,
            source_title: command.source_title,
            source_url: command.source_url,
        };
        Ok((factor, Event::new("HealthFactorAdded", id.public())))
    }

    /// Replaces what it says.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeHealthFactor) -> Result<Event> {
        let command = command.checked()?;
        (self.name, self.name_en, self.description) = (command.name, command.name_en, command.description);
        (self.source_title, self.source_url) = (command.source_title, command.source_url);
        Ok(Event::new("HealthFactorChanged", self.id.public()))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds};

    use super::*;

    fn add(code: &str) -> Result<HealthFactor> {
        let command = AddHealthFactor {
            code: code.to_owned(),
            name: "Delaktighet".to_owned(),
            name_en: "Participation".to_owned(),
            description: None,
            source_title: None,
            source_url: None,
        };
        HealthFactor::add(Id::new(&SequentialIds::starting_at(0)), command).map(|(factor, _)| factor)
    }

    #[test]
    fn a_code_can_be_written_anywhere() {
        for right in [" DELAKTIGHET_2 ", "delaktighet_2"] {
            assert_eq!(add(right).expect("a factor").code, "DELAKTIGHET_2");
        }
        for wrong in ["2_DELAKTIGHET", "_DELAKTIGHET", "DEL AKTIGHET", "MÅL", "DEL-AKTIGHET"] {
            let refused = add(wrong);
            assert!(
                matches!(refused, Err(Error::Invalid { rule: rules::HEALTH_FACTOR_CODE_IS_WRONG, .. })),
                "{wrong}: {refused:?}"
            );
        }
    }

    #[test]
    fn the_first_one_has_the_id_that_every_database_gives_it() {
        let first = HealthFactor::first().expect("an id");
        assert_eq!(first.as_str(), FIRST_HEALTH_FACTOR);
    }
}
