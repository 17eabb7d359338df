//! What the content of a record says.

use kernel::{Money, personal_number::stands_in};
use serde_json::Value;
use taxonomy::Scheme;

use super::{
    Fault, LONGEST_IDENTIFIER,
    value::{
        NOTHING, bare, code, count, cut, day, flag, line, list, member, number, percent, text, url, whole, yes_or_no,
    },
};
use crate::{
    event::{EventContent, ExecutionCondition, TimeOfStudy},
    offering::{Configuration, CreditSystem, OfferingContent, SchoolType},
};

/// Characters of a title.
const TITLE: usize = 500;
/// Characters of a description.
const DESCRIPTION: usize = 4000;
/// Characters of a name or a code.
const NAME: usize = 200;
/// Places that are named, of however many an event is given at.
const NAMED_SITES: usize = 100;

/// A content that was read: what it says, and the codes in it that no list has, each with its field.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// What it says.
    pub content: T,
    /// What was left out.
    pub unknown: Vec<(&'static str, String)>,
    /// Numbers and words left out as well, for they have no meaning, or two.
    pub unread: Vec<(&'static str, String)>,
}

/// Gathers what is wrong while a content is read.
#[derive(Default)]
struct Notes {
    faults: Vec<Fault>,
    unknown: Vec<(&'static str, String)>,
    unread: Vec<(&'static str, String)>,
}

impl Notes {
    fn day(&mut self, of: &Value, name: &str, field: &'static str) -> Option<chrono::NaiveDate> {
        day(of, name).unwrap_or_else(|()| {
            self.faults.push(Fault::day(field));
            None
        })
    }

    /// A value that has a meaning here, of a code; one that has none is left out.
    fn known<T>(&mut self, field: &'static str, code: Option<String>, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = code?;
        let meant = of(&code);
        if meant.is_none() {
            self.unknown.push((field, cut(code, NAME)));
        }
        meant
    }

    /// What a number of an object means here.
    fn number<T>(
        &mut self,
        of: &Value,
        name: &str,
        field: &'static str,
        meant: impl Fn(f64) -> Option<T>,
    ) -> Option<T> {
        let told = member(of, name)?;
        let meant = number(told).and_then(meant);
        if meant.is_none() {
            self.leave_out(field, told);
        }
        meant
    }

    /// Whether there is such a thing: what describes it says so, as does a word.
    fn has(&mut self, of: &Value, name: &'static str) -> bool {
        match member(of, name) {
            None => false,
            Some(Value::Bool(told)) => *told,
            Some(told @ Value::String(word)) => yes_or_no(word).unwrap_or_else(|| {
                self.leave_out(name, told);
                false
            }),
            Some(_) => true,
        }
    }

    /// Refuses what a command would not take.
    fn nameless(&mut self, texts: [Option<&str>; 2]) {
        if texts.into_iter().flatten().any(stands_in) {
            self.faults.push(Fault::PERSONAL_NUMBER);
        }
    }

    fn leave_out(&mut self, field: &'static str, told: &Value) {
        let told = told.as_str().map_or_else(|| told.to_string(), bare);
        if !told.is_empty() {
            self.unread.push((field, cut(told, NAME)));
        }
    }

    fn settled<T>(self, content: T) -> Result<Read<T>, Vec<Fault>> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        Ok(Read { content, unknown: self.unknown, unread: self.unread })
    }
}

fn object(json: &str) -> Result<Value, Vec<Fault>> {
    let value: Value = serde_json::from_str(json).map_err(|_| vec![Fault::NOT_JSON])?;
    if value.is_object() { Ok(value) } else { Err(vec![Fault::NO_OBJECT]) }
}

fn of_scheme(scheme: Scheme) -> impl Fn(&str) -> Option<String> {
    move |code: &str| taxonomy::lookup(scheme, &taxonomy::written(scheme, code)).map(|concept| concept.code.to_owned())
}

/// What an offering's content says.
///
/// # Errors
/// All that is wrong with it.
pub fn offering(json: &str) -> Result<Read<OfferingContent>, Vec<Fault>> {
    let of = object(json)?;
    let mut notes = Notes::default();
    let title = line(&of, "title", TITLE);
    if title.is_none() {
        notes.faults.push(Fault::NO_TITLE);
    }
    let mut content = OfferingContent {
        course_code: line(&of, "code", NAME),
        title: title.unwrap_or_default(),
        description: text(&of, "description", DESCRIPTION),
        url: url(&of, "url"),
        is_vocational: flag(&of, "isVocational"),
        gives_degree: flag(&of, "resultIsDegree"),
        edited_on: notes.day(&of, "lastEdited", "lastEdited"),
        expires_on: notes.day(&of, "expires", "expires"),
        ..OfferingContent::default()
    };
    let own = |name: &str| member(&of, name).and_then(code);
    content.school_type = notes.known("type", own("type"), |code| SchoolType::parse(&code.to_uppercase()));
    content.configuration = notes.known("configuration", own("configuration"), Configuration::of_emil);
    content.seqf = notes.known("qualificationLevel", own("qualificationLevel"), of_scheme(Scheme::Seqf));
    if let Some(credits) = member(&of, "credits") {
        let system = member(credits, "system").and_then(code);
        content.credit_system = notes.known("credits.system", system, |code| CreditSystem::parse(&code.to_uppercase()));
        content.credits_hundredths =
            notes.number(credits, "credits", "credits.credits", |credits| whole(credits * 100.0));
    }
    let levels = list(&of, "educationLevels");
    let isced = levels.into_iter().filter_map(code).find_map(|code| code.strip_prefix("ISCED_").map(level));
    content.isced = notes.known("educationLevels", isced, of_scheme(Scheme::Isced2011));
    for subject in list(&of, "subjects") {
        let list = member(subject, "type").and_then(Value::as_str).unwrap_or_default();
        // Of several of one list, the first that is known.
        let (field, scheme) = match list {
            "C_Subject_SUN" => (&mut content.sun, Scheme::Sun2020Field),
            "AUB_Subject" => (&mut content.ssyk, Scheme::Ssyk2012),
            SKILL => (&mut content.skill, Scheme::Skill),
            _ => continue,
        };
        if field.is_none() {
            *field = notes.known("subjects", code(subject), of_scheme(scheme));
        }
    }
    notes.nameless([Some(&content.title), content.description.as_deref()]);
    notes.settled(content)
}

/// What a skill's concept id stands under among an offering's subjects: no list of the standard's, and what its own tables
/// (CSV) call a skill.
pub(crate) const SKILL: &str = "skill";

/// ISCED's levels of early childhood are two in the standard and one in ISCED 2011's own digits.
fn level(code: &str) -> String {
    if code.starts_with('0') { "0".to_owned() } else { code.to_owned() }
}

/// What an event's content says: the identifier of the offering that it is of, and the rest.
///
/// # Errors
/// All that is wrong with it.
pub fn event(json: &str) -> Result<Read<(String, EventContent)>, Vec<Fault>> {
    let of = object(json)?;
    let mut notes = Notes::default();
    // As the offering's own record is read: a cut identifier would be another's.
    let offering = list(&of, "education").into_iter().find_map(code);
    match &offering {
        None => notes.faults.push(Fault::NO_OFFERING),
        Some(name) if name.chars().count() > LONGEST_IDENTIFIER => notes.faults.push(Fault::LONG_OFFERING),
        Some(_) => {}
    }
    let execution = member(&of, "execution").unwrap_or(&NOTHING);
    let (starts_on, ends_on) =
        (notes.day(execution, "start", "execution.start"), notes.day(execution, "end", "execution.end"));
    if starts_on.zip(ends_on).is_some_and(|(starts, ends)| ends < starts) {
        notes.faults.push(Fault::ENDS_BEFORE);
    }
    let application = member(&of, "application").unwrap_or(&NOTHING);
    let mut content = EventContent {
        title: line(&of, "title", TITLE),
        provider_code: list(&of, "providers").into_iter().find_map(code).map(|code| cut(code, NAME)),
        url: url(&of, "url"),
        starts_on,
        ends_on,
        pace_percent: member(&of, "paceOfStudy")
            .and_then(|pace| notes.number(pace, "percentage", "paceOfStudy.percentage", percent)),
        time_of_study: member(&of, "timeOfStudy").and_then(code).and_then(|word| TimeOfStudy::of_emil(&word)),
        is_distance: notes.has(&of, "distance"),
        mandatory_sessions: member(&of, "distance").and_then(|distance| {
            notes.number(distance, "noOfMandatorySessions", "distance.noOfMandatorySessions", count)
        }),
        places: notes.number(&of, "places", "places", count),
        fee: fee(&of, &mut notes),
        apply_from: notes.day(application, "first", "application.first"),
        apply_until: notes.day(application, "last", "application.last"),
        admits_continuously: flag(application, "continuous"),
        is_cancelled: flag(&of, "isCancelled"),
        edited_on: notes.day(&of, "lastEdited", "lastEdited"),
        expires_on: notes.day(&of, "expires", "expires"),
        ..EventContent::default()
    };
    let condition = member(execution, "condition").and_then(code);
    content.execution = notes.known("execution.condition", condition, ExecutionCondition::of_emil);
    let language = list(&of, "languageOfInstructions").into_iter().find_map(code);
    content.language = notes.known("languageOfInstructions", language, language_code);
    sites(&of, &mut content, &mut notes);
    notes.nameless([content.title.as_deref(), content.site_names.as_deref()]);
    notes.settled((offering.unwrap_or_default(), content))
}

/// The places at which an event is given: the first that a list knows is told as a code, all of them by their names.
fn sites(of: &Value, content: &mut EventContent, notes: &mut Notes) {
    let sites = list(of, "locations");
    content.sites = i32::try_from(sites.len()).unwrap_or(i32::MAX);
    let mut names: Vec<String> = Vec::new();
    let mut name = |name: String| {
        if names.len() < NAMED_SITES && !names.contains(&name) {
            names.push(name);
        }
    };
    for site in sites {
        let area = member(site, "areaCode").and_then(code).map(|code| padded(&code));
        let town = line(site, "town", NAME);
        let municipality = notes.known("locations.areaCode", area, of_scheme(Scheme::Municipality));
        if let Some(concept) = municipality.as_deref().and_then(|code| taxonomy::lookup(Scheme::Municipality, code)) {
            name(concept.label_sv.to_owned());
        }
        town.iter().for_each(|town| name(town.clone()));
        if content.municipality.is_none() && (municipality.is_some() || content.town.is_none()) {
            content.town = town;
            content.municipality = municipality;
        }
    }
    content.site_names = Some(names.join(", ")).filter(|names| !names.is_empty());
}

/// A municipality's code that was sent as a number lacks the zero that it begins with.
fn padded(code: &str) -> String {
    if code.bytes().all(|byte| byte.is_ascii_digit()) { format!("{code:0>4}") } else { code.to_owned() }
}

/// What the whole costs the student, to the öre, where that is told in kronor: of several, the first.
fn fee(of: &Value, notes: &mut Notes) -> Option<Money> {
    let in_kronor = |fee: &&Value| {
        let currency = member(fee, "currency").and_then(code);
        currency.is_none_or(|currency| currency.eq_ignore_ascii_case(Money::CURRENCY))
    };
    let meant = |kronor: f64| whole(kronor).and_then(|_| Money::parse(&format!("{kronor:.2}")));
    let fee = list(of, "fees").into_iter().find(in_kronor)?;
    notes.number(fee, "totalAmount", "fees.totalAmount", meant)
}

/// The shortest code of a language that is told by its code of three letters. Of those that education is given in, the languages whose
/// shortest code is not among the list's own are few.
fn language_code(told: &str) -> Option<String> {
    let told = told.to_lowercase();
    let short = LANGUAGES.iter().find(|(long, _)| *long == told).map_or(told.as_str(), |(_, short)| short);
    taxonomy::lookup(Scheme::Language, short).map(|concept| concept.code.to_owned())
}

/// ISO 639-2 and 639-1.
const LANGUAGES: [(&str, &str); 14] = [
    ("swe", "sv"),
    ("eng", "en"),
    ("fin", "fi"),
    ("nor", "no"),
    ("dan", "da"),
    ("ger", "de"),
    ("deu", "de"),
    ("fre", "fr"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("ara", "ar"),
    ("rus", "ru"),
    ("pol", "pl"),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(content: &Value) -> Read<(String, EventContent)> {
        event(&content.to_string()).expect("an event")
    }

    #[test]
    fn an_event_is_read_as_the_standard_has_it() {
        let read = read(&json!({ "identifier": "e.x.1", "education": "i.x.1", "providers": ["p.x.17"],
            "lastEdited": "2026-03-02T09:15:00", "locations": [{ "town": "Västerås", "areaCode": "1980", "country": "SE" }],
            "languageOfInstructions": ["swe"],
            "execution": { "condition": { "type": "C_ExecutionCondition", "code": "1" }, "start": "2026-08-24", "end": "2028-06-02" },
            "paceOfStudy": { "percentage": 50.0 }, "timeOfStudy": { "type": "C_TimeOfStudy", "code": "kväll" },
            "distance": { "noOfMandatorySessions": 4 }, "places": 30, "fees": [{ "totalAmount": 1200.0, "currency": "SEK" }],
            "application": { "first": "2026-02-01", "last": "2026-04-15", "continuous": false } }));
        let (offering, event) = read.content;
        assert_eq!((offering.as_str(), event.provider_code.as_deref()), ("i.x.1", Some("p.x.17")));
        assert_eq!(
            (event.municipality.as_deref(), event.town.as_deref(), event.sites),
            (Some("1980"), Some("Västerås"), 1)
        );
        assert_eq!((event.language.as_deref(), event.pace_percent, event.places), (Some("sv"), Some(50), Some(30)));
        assert_eq!(
            (event.execution, event.time_of_study),
            (Some(ExecutionCondition::Dated), Some(TimeOfStudy::Evening))
        );
        assert_eq!(
            (event.is_distance, event.mandatory_sessions, event.fee),
            (true, Some(4), Some(Money::kronor(1200)))
        );
        assert!(read.unknown.is_empty(), "{:?}", read.unknown);
    }

    #[test]
    fn what_is_met_instead_of_the_standard_is_read_too() {
        let read = read(&json!({ "education": "i.x.1", "providers": "p.x.1", "languageOfInstructions": "eng",
            "locations": { "areaCode": 180 }, "execution": { "condition": "2" }, "places": "12" }));
        let event = read.content.1;
        assert_eq!((event.provider_code.as_deref(), event.language.as_deref()), (Some("p.x.1"), Some("en")));
        assert_eq!((event.municipality.as_deref(), event.site_names.as_deref().is_some()), (Some("0180"), true));
        assert_eq!(
            (event.execution, event.starts_on, event.places),
            (Some(ExecutionCondition::DatedByStudent), None, Some(12))
        );
    }

    #[test]
    fn the_first_place_with_a_known_municipality_counts_and_all_are_named() {
        let sites = json!([{ "town": "Fjärran" }, { "areaCode": "9999" }, { "areaCode": "1880", "town": "Örebro" }, { "town": "Kumla" }]);
        let read = read(&json!({ "education": "i.x.1", "locations": sites }));
        let event = read.content.1;
        assert_eq!(
            (event.municipality.as_deref(), event.town.as_deref(), event.sites),
            (Some("1880"), Some("Örebro"), 4)
        );
        let names = event.site_names.expect("names");
        assert!(["Fjärran", "Örebro", "Kumla"].iter().all(|name| names.contains(name)), "{names}");
        assert_eq!(read.unknown, [("locations.areaCode", "9999".to_owned())]);
    }

    #[test]
    fn what_has_no_end_is_held_to_a_bound() {
        let sites: Vec<Value> = (0..9_000).map(|n| json!({ "town": format!("Ort {n}") })).collect();
        let long = "x".repeat(9_000);
        let told =
            json!({ "education": "i.x.1", "locations": sites, "providers": [long], "languageOfInstructions": [long] });
        let read = read(&told);
        let event = read.content.1;
        let named = event.site_names.expect("names");
        assert_eq!((event.sites, named.split(", ").count()), (9_000, NAMED_SITES));
        assert_eq!(event.provider_code.map(|code| code.len()), Some(NAME));
        assert_eq!(read.unknown, [("languageOfInstructions", "x".repeat(NAME))]);
        let faults = super::event(&json!({ "education": long }).to_string()).expect_err("faults");
        assert_eq!(faults, [Fault::LONG_OFFERING]);
    }

    #[test]
    fn a_fee_is_read_to_the_ore() {
        let read = |fee: Value| read(&json!({ "education": "i.x.1", "fees": fee })).content.1.fee;
        assert_eq!(read(json!({ "totalAmount": 99.5 })), Money::parse("99.50"));
        assert_eq!(read(json!([{ "totalAmount": "1200,25", "currency": "SEK" }])), Money::parse("1200.25"));
        assert_eq!(read(json!({ "totalAmount": -1 })), None);
    }

    #[test]
    fn what_has_no_meaning_or_two_is_left_out_and_told() {
        let told = json!({ "education": "i.x.1", "places": "1.200", "paceOfStudy": { "percentage": "0,5" }, "distance": "kanske",
            "fees": { "totalAmount": "1,2E+3" } });
        let read = read(&told);
        let event = read.content.1;
        assert_eq!((event.places, event.pace_percent, event.is_distance, event.fee), (None, None, false, None));
        let told = [
            ("paceOfStudy.percentage", "0,5"),
            ("distance", "kanske"),
            ("places", "1.200"),
            ("fees.totalAmount", "1,2E+3"),
        ];
        assert_eq!(read.unread, told.map(|(field, text)| (field, text.to_owned())));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = json!({ "execution": { "start": "i höst", "end": "2026-13-01" }, "lastEdited": 7 });
        let faults = event(&wrong.to_string()).expect_err("faults");
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["education", "execution.start", "execution.end", "lastEdited"]);
        let backward = json!({ "education": "i.x.1", "execution": { "start": "2026-09-01", "end": "2026-08-31" } });
        assert_eq!(event(&backward.to_string()).expect_err("faults"), [Fault::ENDS_BEFORE]);
        assert_eq!(offering("{}").expect_err("faults"), [Fault::NO_TITLE]);
        assert_eq!(offering("[]").expect_err("faults"), [Fault::NO_OBJECT]);
    }

    #[test]
    fn a_text_with_a_personal_number_is_refused() {
        let told =
            json!({ "title": "Svets", "description": { "value": "<p>Fråga</p> 19090527-1474", "content": "HTML" } });
        assert_eq!(offering(&told.to_string()).expect_err("a number"), [Fault::PERSONAL_NUMBER]);
        let told = json!({ "education": "i.x.1", "locations": { "town": "090527-1474" } });
        assert_eq!(event(&told.to_string()).expect_err("a number"), [Fault::PERSONAL_NUMBER]);
        let other = json!({ "title": "Kurs 2026-27", "description": "Ring 08-123 456 78, org.nr 556016-0680." });
        assert!(offering(&other.to_string()).is_ok());
    }

    #[test]
    fn an_offerings_codes_are_those_of_our_lists() {
        let read = offering(
            &json!({ "code": "YH00999", "title": { "strings": [{ "lang": "swe", "value": "Automationstekniker" }] },
                "type": { "type": "C_SchoolType", "code": "YH" }, "configuration": { "code": "program" },
                "educationLevels": [{ "type": "YH_EducationLevel", "code": "x" }, { "type": "C_EducationLevel", "code": "ISCED_5" }],
                "subjects": [{ "type": "C_Subject_SUN", "code": "523z" }, { "type": "C_Subject_SUN", "code": "523a" },
                    { "type": "FH_Subject", "code": "1" }],
                "credits": { "system": { "code": "yh" }, "credits": 7.5 }, "qualificationLevel": { "code": "5" } })
            .to_string(),
        )
        .expect("an offering");
        let content = read.content;
        assert_eq!(
            (content.school_type, content.configuration),
            (Some(SchoolType::Yh), Some(Configuration::Programme))
        );
        assert_eq!(
            (content.isced.as_deref(), content.sun.as_deref(), content.seqf.as_deref()),
            (Some("5"), Some("523a"), Some("5"))
        );
        assert_eq!((content.credit_system, content.credits_hundredths), (Some(CreditSystem::Yh), Some(750)));
        assert_eq!(read.unknown, [("subjects", "523z".to_owned())]);
    }
}
