//! One closed set of error families. What a person can mend is `Invalid`, `Refused` or `Conflict`;
//! causes go to the log only.

use std::{fmt, ops::RangeInclusive};

use chrono::NaiveDate;
use thiserror::Error as ThisError;
use unicode_normalization::char::is_combining_mark;

use crate::{
    label::{Label, Lang},
    text::{is_odd, normal, one_line},
};

mod reason;

pub use reason::{LONGEST_REASON, optional_reason, required_reason};

/// The service's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A rule: a sentence in `SCREAMING_SNAKE_CASE`, a constant of the domain that owns it, with what to say to who breaks it. [`rules!`]
/// declares them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its code in the API, which never changes.
    pub name: &'static str,
    /// What to say to people when it is broken.
    pub text: Label,
}

impl Rule {
    /// `name`, with what to say in Swedish and English.
    pub const fn new(name: &'static str, sv: &'static str, en: &'static str) -> Self {
        Self { name, text: Label { sv, en } }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Declares rules, each with what to say in Swedish and English when it is broken, and `ALL` of them.
#[macro_export]
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $sv:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: $crate::Rule = $crate::Rule::new(stringify!($name), $sv, $en);)*
        /// Every one of them.
        pub const ALL: &[$crate::Rule] = &[$($name),*];
    };
}

/// An argument that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Input path, GraphQL names separated by dots, e.g. `codes.skill`.
    pub field: String,
    /// Which rule.
    pub rule: Rule,
    /// What was possible, where the rule alone does not say it.
    pub detail: Detail,
}

/// What a refusal adds to its rule's text, in words of both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Detail {
    /// That a code is one of the list of this name, and how to search it.
    pub fn of_list(name: &str) -> Self {
        let search = format!("taxonomy {{ search(schemes: [{name}], text: \"…\", first: 20) {{ code label }} }}");
        Self {
            sv: format!("listan {name}; sök i den med {search}"),
            en: format!("the list {name}; search it by {search}"),
        }
    }

    /// Nothing is added.
    pub fn is_empty(&self) -> bool {
        self.sv.is_empty()
    }

    /// The words in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

impl From<Label> for Detail {
    fn from(words: Label) -> Self {
        Self { sv: words.sv.to_owned(), en: words.en.to_owned() }
    }
}

/// What is the same in both languages: a number, a day.
impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self { sv: text.clone(), en: text }
    }
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// The families of refusal.
#[derive(Clone, Debug, ThisError)]
pub enum Error {
    /// The thing does not exist or lies outside the caller's scope: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The caller may not do this anywhere.
    #[error("denied")]
    Denied,
    /// An argument breaks a rule. `field` is the GraphQL path in the input, e.g. `peopleNeeded`. `detail` names what was possible.
    #[error("invalid {field}: {rule}")]
    Invalid {
        /// Input path, GraphQL names separated by dots.
        field: String,
        /// Which rule.
        rule: Rule,
        /// What the message adds, without personal data.
        detail: Detail,
    },
    /// Several arguments break rules.
    #[error("invalid: {}", .0.iter().map(|error| format!("{} {}", error.field, error.rule.name)).collect::<Vec<_>>().join(", "))]
    SeveralInvalid(Vec<FieldError>),
    /// The state of things forbids the act, e.g. a wrong transition. `detail` names what was possible.
    #[error("refused: {rule}")]
    Refused {
        /// Which rule.
        rule: Rule,
        /// What the message adds, without personal data.
        detail: Detail,
    },
    /// Someone else changed the thing first, or a key is taken.
    #[error("conflict: {rule}")]
    Conflict {
        /// Which rule.
        rule: Rule,
    },
    /// Something we depend on is away or too slow; trying again may help.
    #[error("unavailable")]
    Unavailable(String),
    /// A fault of ours. The text is for the log.
    #[error("broken: {0}")]
    Broken(String),
}

/// Rules that every domain shares.
pub mod rules {
    crate::rules! {
        /// [`Error::NotFound`](super::Error::NotFound), as it is told.
        NOT_FOUND: "Det du söker finns inte, eller så når du det inte.", "There is no such thing within your reach.";
        /// [`Error::Denied`](super::Error::Denied), as it is told.
        DENIED: "Du har ingen roll som får göra detta.", "None of your roles may do this.";
        /// The expected version is not the stored one.
        VERSION_IS_STALE:
            "Någon annan har ändrat under tiden. Läs om och försök igen.",
            "Someone else changed this meanwhile. Read it again and retry.";
        /// The transition is not in the state machine; detail: the state and the steps that were possible.
        TRANSITION_IS_NOT_ALLOWED:
            "Steget går inte att ta i det här läget.",
            "This step cannot be taken in this state.";
        /// A field that must have a value has none.
        FIELD_IS_REQUIRED: "Fyll i fältet.", "Fill in this field.";
        /// A value is of another type than its field's, e.g. a text where a number belongs.
        VALUE_IS_OF_ANOTHER_TYPE:
            "Skriv ett värde av rätt slag, till exempel siffror där ett antal ska stå.",
            "Write a value of the right kind, such as digits where a number belongs.";
        /// An instant is not in RFC 3339.
        MOMENT_IS_WRONG:
            "Skriv dag, klockslag och tidszon, så här: 2026-03-31T09:00:00+02:00.",
            "Write a day, a time and its zone, like this: 2026-03-31T09:00:00+02:00.";
        /// A date is not one of the calendar, written `YYYY-MM-DD`.
        DATE_IS_WRONG:
            "Skriv ett datum som finns, så här: 2026-03-31.",
            "Write a date that exists, like this: 2026-03-31.";
        /// A date lies so far off that it must be a slip: its year is not 1900–2200.
        DATE_IS_OUT_OF_RANGE: "Året ska vara 1900–2200.", "The year must be 1900–2200.";
        /// What happened did so before there was anything of what is told here.
        YEAR_IS_TOO_EARLY: "Året ska vara 1990 eller senare.", "The year must be 1990 or later.";
        /// What happened did so before what it belongs to; detail: the first day that is possible, and why.
        DATE_IS_TOO_EARLY: "Datumet är för tidigt.", "The date is too early.";
        /// A text is empty or too long.
        TEXT_LENGTH_IS_WRONG: "Texten är tom eller för lång.", "The text is empty or too long.";
        /// A text holds a control character, or one that stands for a character that was lost.
        TEXT_HOLDS_AN_ODD_SIGN:
            "Texten har ett styrtecken eller ett tecken i stället för ett som gått förlorat. Skriv om den.",
            "The text holds a control character, or one in place of a character that was lost. Write it anew.";
        /// What has not happened yet cannot be noted as done.
        DATE_IS_IN_THE_FUTURE: "Datumet ligger i framtiden.", "The date lies in the future.";
        /// A text of one line (a name, a title) holds a line break.
        TEXT_HOLDS_A_LINE_BREAK: "Skriv texten på en rad.", "Write the text on one line.";
        /// An address on the web begins with `https://` or `http://` and has a host.
        WEB_ADDRESS_IS_WRONG:
            "Skriv hela webbadressen, så här: https://exempel.se/sida.",
            "Write the whole web address, like this: https://example.org/page.";
        /// A number is outside its bounds; detail: they.
        NUMBER_IS_OUT_OF_RANGE: "Talet ligger utanför det tillåtna.", "The number is out of range.";
        /// An amount is not written as programs read it: up to 15 digits, and two after a point.
        AMOUNT_IS_WRONG:
            "Skriv beloppet i kronor utan mellanslag: högst 15 siffror och högst två efter punkt, så här: 150000.50.",
            "Write the amount in kronor without blanks: at most 15 digits and at most two after a point, like this: 150000.50.";
        /// The end precedes the start; detail: that.
        PERIOD_IS_REVERSED: "Slutet ligger före början.", "The end precedes the start.";
        /// The code is not in its list, or no longer valid.
        CODE_IS_UNKNOWN:
            "Koden finns inte i kodlistan eller gäller inte längre.",
            "The code is not in its list, or no longer in use.";
        /// The id points at nothing the caller can reach.
        REFERENCE_IS_UNKNOWN:
            "Det som pekas ut finns inte, eller så når du det inte.",
            "What is pointed at does not exist, or lies outside your reach.";
        /// A representation of a federated entity has no `__typename` of one, or no `id`.
        ENTITY_IS_UNKNOWN:
            "Representationen behöver `__typename` för en typ med `id` här, och `id` som text.",
            "The representation needs the `__typename` of a type that has an `id` here, and `id` as text.";
        /// No enumeration of the schema is called that.
        ENUMERATION_IS_UNKNOWN:
            "Ingen uppräkning i schemat heter så.",
            "No enumeration of the schema is called that.";
        /// No event is called that.
        EVENT_IS_UNKNOWN:
            "Ingen händelse heter så. Skriv namnet som det står på händelsen, till exempel NeedReported.",
            "No event is called that. Write the name as the event tells it, such as NeedReported.";
        /// A key that no change can be sent again by.
        IDEMPOTENCY_KEY_IS_WRONG:
            "Idempotensnyckeln ska vara 1–200 synliga tecken ur ASCII, utan blanksteg och å, ä, ö. Ändringen är inte gjord.",
            "The idempotency key must be 1–200 printable ASCII characters without blanks. The change is not made.";
        /// The same idempotency key came with another body.
        IDEMPOTENCY_KEY_REUSED:
            "Samma begäran har redan skickats en gång med annat innehåll.",
            "The same request was sent once already with other content.";
        /// What was sent with the same idempotency key before was done meanwhile.
        IDEMPOTENCY_KEY_UNDER_WAY:
            "Samma ändring skickades strax före och görs just nu. Skicka den igen, så får du svaret.",
            "The same change was sent just before and is being made. Send it again to get the answer.";
        /// A unique key is already taken; detail: by which, where the caller reads that.
        KEY_IS_TAKEN: "Det finns redan en sådan.", "There is one already.";
        /// What is held or done within a project is done by those who carry it.
        ORGANISATION_HAS_NO_PART:
            "Organisationen varken äger projektet eller är part i det.",
            "The organisation neither owns the project nor is a partner of it.";
        /// A reason must be given.
        REASON_IS_REQUIRED: "Ange ett skäl.", "Give a reason.";
        /// The cursor was not issued for this ordering.
        CURSOR_IS_INVALID:
            "Markören hör inte till denna lista och ordning.",
            "The cursor does not belong to this list and ordering.";
        /// `first` or `last` is required, 1–100, not both.
        PAGE_SIZE_IS_WRONG:
            "Ange first eller last, 1–100, med after respektive before.",
            "Give first or last, 1–100, with after or before respectively.";
        /// The organisation number fails its form or checksum.
        ORGANISATION_NUMBER_IS_WRONG: "Organisationsnumret är inte giltigt.", "The organisation number is not valid.";
        /// More events were missed than are sent again.
        TOO_FAR_BEHIND:
            "Du har missat för många händelser. Läs om listorna och börja prenumerera på nytt.",
            "You have missed too many events. Read the lists again and subscribe anew.";
        /// A text that is not meant for one holds what reads as a personal identity number.
        TEXT_HOLDS_A_PERSONAL_NUMBER:
            "Texten har något som ser ut som ett personnummer. Skriv den utan.",
            "The text holds what looks like a personal identity number. Write it without.";
        /// The personal identity number fails its form or checksum.
        PERSONAL_NUMBER_IS_WRONG: "Personnumret är inte giltigt.", "The personal identity number is not valid.";
    }
}

impl Error {
    /// An argument that breaks `rule`.
    pub fn invalid(field: impl Into<String>, rule: Rule) -> Self {
        Self::invalid_with(field, rule, Detail::default())
    }

    /// As [`Error::invalid`], naming what was possible.
    pub fn invalid_with(field: impl Into<String>, rule: Rule, detail: impl Into<Detail>) -> Self {
        Self::Invalid { field: field.into(), rule, detail: detail.into() }
    }

    /// Arguments that break rules, one or more.
    pub fn several(errors: Vec<FieldError>) -> Self {
        match <[FieldError; 1]>::try_from(errors) {
            Ok([FieldError { field, rule, detail }]) => Self::Invalid { field, rule, detail },
            Err(errors) => Self::SeveralInvalid(errors),
        }
    }

    /// The fields that are at fault; the error itself where it is none of fields.
    fn faults(self) -> Result<Vec<FieldError>, Self> {
        match self {
            Self::Invalid { field, rule, detail } => Ok(vec![FieldError { field, rule, detail }]),
            Self::SeveralInvalid(faults) => Ok(faults),
            other => Err(other),
        }
    }

    /// A refusal by the state of things.
    pub fn refused(rule: Rule, detail: impl Into<Detail>) -> Self {
        Self::Refused { rule, detail: detail.into() }
    }

    /// A fault of ours, with its cause for the log.
    pub fn broken(cause: impl Into<String>) -> Self {
        Self::Broken(cause.into())
    }

    /// `NotFound` behind an input field becomes an unknown reference there, a key that is taken a fault of that field; all
    /// else stays.
    pub fn at(self, field: &str) -> Self {
        match self {
            Self::NotFound => Self::invalid(field, rules::REFERENCE_IS_UNKNOWN),
            Self::Conflict { rule: rules::KEY_IS_TAKEN } => Self::invalid(field, rules::KEY_IS_TAKEN),
            other => other,
        }
    }
}

/// A rule of one field, as one of several checks; see [`all`].
///
/// # Errors
/// `Invalid` naming `field` where it does not hold.
pub fn holds(condition: bool, field: &str, rule: Rule) -> Result<()> {
    holds_with(condition, field, rule, Detail::default)
}

/// As [`holds`], naming what was possible.
///
/// # Errors
/// As [`holds`].
pub fn holds_with<D: Into<Detail>>(condition: bool, field: &str, rule: Rule, detail: impl FnOnce() -> D) -> Result<()> {
    if condition { Ok(()) } else { Err(Error::invalid_with(field, rule, detail())) }
}

/// What both give, or the faults of both: `Invalid` for one field, `SeveralInvalid` for more. Any other error goes first.
///
/// # Errors
/// Those of either.
pub fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => Err(error),
        (Err(one), Err(other)) => Err(match (one.faults(), other.faults()) {
            (Ok(mut faults), Ok(others)) => {
                faults.extend(others);
                Error::several(faults)
            }
            (Err(error), _) | (_, Err(error)) => error,
        }),
    }
}

/// Nothing, or the faults of all `checks`; see [`both`].
///
/// # Errors
/// Those of any.
pub fn all(checks: impl IntoIterator<Item = Result<()>>) -> Result<()> {
    let mut so_far = Ok(());
    for check in checks {
        so_far = both(so_far, check).map(drop);
    }
    so_far
}

/// `text` in its one form ([`normal`]), trimmed, with 1 to `max` characters. It may have several lines.
///
/// # Errors
/// `TEXT_LENGTH_IS_WRONG`; `TEXT_HOLDS_AN_ODD_SIGN`.
pub fn bounded_text(text: &str, max: usize) -> Result<String, Rule> {
    let text = normal(text);
    let text = text.trim();
    // A mark at the beginning would stand upon whatever is shown before the text.
    if text.chars().any(is_odd) || text.starts_with(is_combining_mark) {
        return Err(rules::TEXT_HOLDS_AN_ODD_SIGN);
    }
    let length = text.chars().count();
    if length == 0 || length > max { Err(rules::TEXT_LENGTH_IS_WRONG) } else { Ok(text.to_owned()) }
}

/// As [`bounded_text`], of one line in its one form ([`one_line`]): a name, a title.
///
/// # Errors
/// As [`bounded_text`]; `TEXT_HOLDS_A_LINE_BREAK`.
pub fn bounded_line(text: &str, max: usize) -> Result<String, Rule> {
    let text = bounded_text(&one_line(text), max)?;
    if text.contains('\n') { Err(rules::TEXT_HOLDS_A_LINE_BREAK) } else { Ok(text) }
}

/// As [`bounded_text`], given at `field`.
///
/// # Errors
/// `Invalid { field, … }` as [`bounded_text`].
pub fn required_text(field: &str, text: &str, max: usize) -> Result<String> {
    bounded_text(text, max).map_err(|rule| Error::invalid(field, rule))
}

/// As [`required_text`], but nothing or blanks give `None`.
///
/// # Errors
/// As [`required_text`].
pub fn optional_text(field: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    match text.map(normal).as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => required_text(field, text, max).map(Some),
    }
}

/// As [`bounded_line`], given at `field`.
///
/// # Errors
/// `Invalid { field, … }` as [`bounded_line`].
pub fn required_line(field: &str, text: &str, max: usize) -> Result<String> {
    bounded_line(text, max).map_err(|rule| Error::invalid(field, rule))
}

/// As [`required_line`], but nothing or blanks give `None`.
///
/// # Errors
/// As [`required_line`].
pub fn optional_line(field: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    match text.map(one_line).as_deref() {
        None | Some("") => Ok(None),
        Some(text) => required_line(field, text, max).map(Some),
    }
}

/// The day at `field` of something that has happened: `today` where none is stated. `since` as in [`not_before`].
///
/// # Errors
/// `Invalid { field, DATE_IS_IN_THE_FUTURE }`; as [`not_before`].
pub fn happened_on(
    field: &str,
    stated: Option<NaiveDate>,
    since: Option<(NaiveDate, Label)>,
    today: NaiveDate,
) -> Result<NaiveDate> {
    let day = stated.unwrap_or(today);
    holds(day <= today, field, rules::DATE_IS_IN_THE_FUTURE)?;
    not_before(field, day, since)?;
    Ok(day)
}

/// Checks that the day at `field` is none before the first that is possible, `since` which it is for that reason; where none is
/// known, any may be.
///
/// # Errors
/// `Invalid { field, DATE_IS_TOO_EARLY }`, which names that day and the reason.
pub fn not_before(field: &str, day: NaiveDate, since: Option<(NaiveDate, Label)>) -> Result<()> {
    let Some((first, why)) = since else { return Ok(()) };
    holds_with(first <= day, field, rules::DATE_IS_TOO_EARLY, || Detail {
        sv: format!("tidigast {first}, {}", why.sv),
        en: format!("{first} at the earliest, {}", why.en),
    })
}

/// Checks that the end at `field` is none before the beginning.
///
/// # Errors
/// `Invalid { field, PERIOD_IS_REVERSED }`, which names the beginning.
pub fn in_order(field: &str, from: NaiveDate, to: NaiveDate) -> Result<()> {
    holds_with(from <= to, field, rules::PERIOD_IS_REVERSED, || Detail {
        sv: format!("början är {from}"),
        en: format!("the beginning is {from}"),
    })
}

/// Checks that `value` lies in `range`.
///
/// # Errors
/// `Invalid { field, NUMBER_IS_OUT_OF_RANGE }`, which names the range.
pub fn in_range<T: PartialOrd + fmt::Display>(field: &str, value: T, range: RangeInclusive<T>) -> Result<T> {
    holds_with(range.contains(&value), field, rules::NUMBER_IS_OUT_OF_RANGE, || {
        format!("{}–{}", range.start(), range.end())
    })?;
    Ok(value)
}

#[cfg(test)]
mod tests;
