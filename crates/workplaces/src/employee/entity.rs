//! What an employee is here: a staff number that only the employer can turn into a person.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Period, Result, Rule, command,
    command::{Bound, Kind},
    error::{both, bounded_line},
    id::{EmployeeId, OrganisationId, ParticipantId, WorkplaceId},
    personal_number::{begins_with_century, is_day, is_one, is_shortened, lost_zeros, stands_in},
    text::narrow,
};
use store::Event;
use taxonomy::{Scheme, code};

/// Rules of employees.
pub mod rules {
    kernel::rules! {
        /// A reference is made of digits, perhaps with some letters and marks; a name is not.
        REFERENCE_IS_NO_STAFF_NUMBER:
            "Ange arbetsgivarens eget anställningsnummer, utan blanksteg och med minst lika många siffror som bokstäver. Skriv inget namn.",
            "Give the employer's own staff number, without blanks and with at least as many digits as letters. Write no name.";
        /// A reference is no personal identity number, right or mistyped.
        REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER:
            "Det ser ut som ett personnummer. Ange arbetsgivarens eget nummer, till exempel A-1042. Är det just det och har högst nio siffror, \
             skriv en bokstav före. En dag och fyra tecken tas inte emot, hur de än skrivs: ge den anställda ett löpnummer i stället.",
            "This looks like a personal identity number. Give the employer's own, such as A-1042. If it is, and has nine digits at most, put \
             a letter before it. A day and four signs are not taken, however written: give the employee a running number instead.";
        /// Two numbers that a spreadsheet or a pair of eyes takes for one are one.
        REFERENCE_IS_WRITTEN_OTHERWISE:
            "Arbetsgivaren har redan numret med ett annat antal inledande nollor, eller med andra stora och små bokstäver: skriv det likadant.",
            "The employer already has this number with more or fewer leading zeros, or with other capital letters: write it the same way.";
        /// An employment ends once; detail: its last day.
        EMPLOYMENT_HAS_ENDED: "Anställningen är redan avslutad.", "The employment has ended already.";
    }
}

/// Anställd.
#[derive(Clone, Debug)]
pub struct Employee {
    /// Id.
    pub id: EmployeeId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The employer.
    pub organisation: OrganisationId,
    /// Where she works.
    pub workplace: Option<WorkplaceId>,
    /// The person, where she takes part in a project: she sees her own levels then, and assesses them.
    pub participant: Option<ParticipantId>,
    /// The employer's own staff number, 1–20 characters, one of the employer's a person.
    pub reference: String,
    /// Her role as SSYK 2012.
    pub ssyk: String,
    /// First day.
    pub employed_from: NaiveDate,
    /// Last day; absent while she is employed.
    pub employed_to: Option<NaiveDate>,
}

command! {
    pub struct RegisterEmployee as "RegisterEmployeeInput" ("Registrera anställd.", "Register an employee.") {
        organisation: OrganisationId as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        workplace: Option<WorkplaceId> as "workplaceId" ("Arbetsplats.", "Workplace."),
        participant: Option<ParticipantId> as "participantId"
            ("Person: den som deltar i ett projekt, så att hon ser sina egna nivåer.",
             "Person: one who takes part in a project, so that she sees her own levels."),
        reference: String as "reference" [own_number()]
            ("Anställningsnummer: arbetsgivarens eget. Aldrig ett namn eller ett personnummer.",
             "Staff number: the employer's own. Never a name or a personal identity number."),
        ssyk: String as "ssyk" [code(Scheme::Ssyk2012)] ("Roll: SSYK 2012.", "Role: SSYK 2012."),
        employed_from: NaiveDate as "employedFrom" ("Anställd från.", "Employed from."),
        employed_to: Option<NaiveDate> as "employedTo"
            ("Anställd till; saknas medan anställningen pågår.", "Employed to; absent while the employment runs on."),
    }
}

command! {
    pub struct EndEmployment as "EndEmploymentInput" ("Avsluta anställning.", "End an employment.")
        of EmployeeId, ("Den anställda.", "The employee.") {
        employed_to: NaiveDate as "employedTo" ("Anställd till: sista dagen.", "Employed to: the last day."),
    }
}

impl Employee {
    /// A newly registered employee.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn register(id: EmployeeId, command: RegisterEmployee) -> Result<(Self, Event)> {
        let period = Period::new("employedTo", command.employed_from, command.employed_to);
        let (command, period) = both(command.checked(), period)?;
        let employee = Self {
            id,
            version: 1,
            organisation: command.organisation,
            workplace: command.workplace,
            participant: command.participant,
            reference: command.reference,
            ssyk: command.ssyk,
            employed_from: period.from,
            employed_to: period.to,
        };
        Ok((employee, Event::new("EmployeeRegistered", id.public())))
    }

    /// Ends the employment.
    ///
    /// # Errors
    /// `Refused` when it has ended already; `Invalid` for a last day before the first.
    pub fn end(&mut self, employed_to: NaiveDate) -> Result<Event> {
        if let Some(day) = self.employed_to {
            return Err(Error::refused(rules::EMPLOYMENT_HAS_ENDED, day.to_string()));
        }
        self.employed_to = Period::new("employedTo", self.employed_from, Some(employed_to))?.to;
        Ok(Event::new("EmploymentEnded", self.id.public()))
    }

    /// Her number as it may be written: with other zeros before it, in other capitals.
    pub(super) fn written(&self) -> impl Iterator<Item = String> {
        let bare = self.reference.trim_start_matches('0');
        let most = LONGEST.saturating_sub(bare.chars().count());
        (0..=most).flat_map(move |zeros| {
            [bare.to_owned(), bare.to_uppercase(), bare.to_lowercase()]
                .map(|bare| format!("{}{bare}", "0".repeat(zeros)))
        })
    }

    /// The days of her employment.
    pub fn employment(&self) -> Period {
        Period { from: self.employed_from, to: self.employed_to }
    }

    /// Whether she is employed on `day`.
    pub fn is_employed_on(&self, day: NaiveDate) -> bool {
        self.employment().contains(day)
    }
}

/// Characters of a staff number.
const LONGEST: usize = 20;

/// A staff number: what is written to be one, and neither names a person nor numbers her for others than the employer.
const fn own_number() -> Bound<String> {
    Bound { kind: Kind::Line { max: LONGEST }, check: |_, text| staff_number(&text) }
}

fn staff_number(text: &str) -> Result<String, Rule> {
    let line = bounded_line(text, LONGEST)?;
    let text = narrow(&line);
    let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
    let (letters, digits) = (count(|c| c.is_alphabetic()), count(char::is_ascii_digit));
    let is_plain = text.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '_'));
    if !is_plain || digits == 0 || letters > digits {
        return Err(rules::REFERENCE_IS_NO_STAFF_NUMBER);
    }
    if looks_like_a_personal_number(&text) {
        return Err(rules::REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER);
    }
    Ok(text.into_owned())
}

/// Whether it could be a person's number, as it is written, mistyped, or left by a spreadsheet. A day of a calendar and
/// four signs are one whatever their checksum, for a mistyped number points at a person too; so are a day and three
/// digits or five. Where nothing but its check digit tells a number that lost its zeros, or that stands among other
/// signs, from the employer's own, that decides.
fn looks_like_a_personal_number(text: &str) -> bool {
    let decimals = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte == b'0');
    let text = text.rsplit_once('.').filter(|(_, part)| decimals(part)).map_or(text, |(whole, _)| whole);
    let signs: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits: String = signs.chars().filter(char::is_ascii_digit).collect();
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let is_number = digits.len() == signs.len();
    let is_mistyped = match parts[..] {
        [day, rest] => is_date(day) && is_digits(rest) && matches!(rest.len(), 3 | 5),
        _ => false,
    };
    let is_of_another_length =
        is_number && matches!(digits.len(), 11 | 13) && begins_with_century(&digits) && is_date(&digits[..8]);
    is_mistyped
        || is_of_another_length
        || signs.len().checked_sub(4).is_some_and(|day| is_date(&signs[..day]))
        || (is_number && lost_zeros(&digits))
        || is_one(&digits)
        || is_shortened(text)
        || stands_in(text)
}

/// Six or eight digits that end with a month and a day.
fn is_date(text: &str) -> bool {
    matches!(text.len(), 6 | 8) && is_digits(text) && is_day(&text[text.len() - 4..])
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn register(reference: &str, to: Option<&str>) -> Result<Employee> {
        let ids = SequentialIds::starting_at(0);
        let command = RegisterEmployee {
            organisation: Id::new(&ids),
            workplace: None,
            participant: None,
            reference: reference.to_owned(),
            ssyk: "7223".to_owned(),
            employed_from: day("2011-02-01"),
            employed_to: to.map(day),
        };
        Employee::register(Id::new(&ids), command).map(|(employee, _)| employee)
    }

    #[test]
    fn a_staff_number_is_neither_a_name_nor_a_personal_number() {
        let rule = |reference| match register(reference, None) {
            Err(Error::Invalid { rule, .. }) => Some(rule),
            Ok(_) => None,
            other => panic!("{other:?}"),
        };
        for right in
            "17 A-0042 EMP/1001 2012-04711 9999999999 123456789012345 0042 12E5 17.0 4059938 A-4059937".split(' ')
        {
            assert_eq!(rule(right), None, "{right}");
        }
        for name in ["Åsa", "Åsa Öberg", "asa.oberg1", "17 18", "asa@nav123456"] {
            assert_eq!(rule(name).map(|rule| rule.name), Some("REFERENCE_IS_NO_STAFF_NUMBER"), "{name}");
        }
        // Right and wrong checksums, coordination numbers, interim numbers and placeholders, with and without marks.
        for number in ["19090527-1474", "090527-1475", "090587-1474", "9005271474", "900527-T474", "19800229-Tf29"] {
            assert_eq!(rule(number), Some(rules::REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER), "{number}");
        }
        // Without their zeros, with a digit too few or too many, as a spreadsheet leaves them, and among other signs.
        for number in "905271474 4059937 90527-1474 905.271.474 905271474.0 190905271474.00 19090527-147 090527-147 \
                       19090527147 19090527-14745 1.90905271474E11 0905a27b1474 anst0905271474 A/0905271474/2"
            .split(' ')
        {
            assert_eq!(rule(number), Some(rules::REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER), "{number}");
        }
    }

    #[test]
    fn an_employment_ends_once_and_has_both_its_ends() {
        let mut employee = register("17", None).expect("registered");
        let reversed = employee.end(day("2011-01-31"));
        assert!(matches!(reversed, Err(Error::Invalid { rule: common::PERIOD_IS_REVERSED, .. })));
        employee.end(day("2012-12-31")).expect("ended");
        assert!(employee.is_employed_on(day("2012-12-31")) && !employee.is_employed_on(day("2013-01-01")));
        let again = employee.end(day("2013-01-31"));
        assert!(matches!(again, Err(Error::Refused { rule: rules::EMPLOYMENT_HAS_ENDED, .. })));
        let Err(Error::SeveralInvalid(faults)) = register("Åsa", Some("2010-01-01")) else { panic!("two faults") };
        assert_eq!(faults.iter().map(|fault| &*fault.field).collect::<Vec<_>>(), ["reference", "employedTo"]);
    }
}
