//! One name for one thing: what a column shows, a parameter selects by and a form fills in is called as the object's field is, as the
//! statistics' dimension or as their measure.

use std::collections::BTreeSet;

use ::statistics::figures::{Breakdown, Measure};
use async_graphql::{
    Value,
    parser::{
        parse_query,
        types::{ExecutableDocument, Field, Selection, SelectionSet},
    },
};
use graph::{label, parts};
use kernel::{
    Lang,
    command::{Kind, Table},
};
use questions::{Catalogue, Column, Question};

use super::labels::{Labelling, steps};
use crate::{objects::node::shown_objects, schema::mutations};

/// Types of what is reckoned or noted: a column of theirs is headed by what was reckoned, which no field of them can say.
const RECKONED: &[&str] = &[
    "AssessableAnalysis",
    "AuditEntry",
    "CategoryCount",
    "CommonGap",
    "CommonGaps",
    "Concept",
    "DecisionLeadTime",
    "EffortCounts",
    "EnrolmentClash",
    "EqualityFollowUp",
    "GoalFigure",
    "GoalProgress",
    "Happening",
    "HeldRole",
    "IndustryNews",
    "MatchTerm",
    "MeetingBriefing",
    "NeedMatch",
    "NeedMove",
    "NeedProgress",
    "NeedsProgress",
    "Participant",
    "Permission",
    "PersonalIdentity",
    "ProtectedCount",
    "Reading",
    "RoomClash",
    "ScoreTerm",
    "SensitiveAnswers",
    "StatisticsAverage",
    "StatisticsComparison",
    "StatisticsRow",
    "StatisticsTable",
    "Substitute",
    "Transition",
];

/// A name in both languages.
type Name = (String, String);

/// What is called otherwise than what it shows or fills in, in Swedish, and why. A status and an id need no reason to say whose they
/// are.
const OTHERS: &[(&str, &str)] = &[
    ("Förankrade behov", "what the days are of"),
    ("Behov som lett till start", "what the days are of"),
    ("Insatser", "several in a cell"),
    ("Insatser på gång", "several in a cell, and only some"),
    ("Behov som insatsen svarar på", "several in a cell, beside an effort"),
    ("Tidigare projekt", "beside the project that builds on them"),
    ("Återanvänd i", "beside the industry of the template"),
    ("Krav i upphandlingen", "beside what the effort itself says"),
    ("Tidigare projekts sista dag", "beside the project that builds on it"),
    ("Tidigare projekts diarienummer", "beside the project that builds on it"),
    ("Tillfällets första dag", "beside the days of a need"),
    ("Namn då", "beside the name today"),
    ("Organisation, namnet den dagen", "beside the name today"),
    ("Ärendets slag", "beside the meeting"),
    ("Kvinnor i arbetsstyrkan", "beside women among participants"),
    ("Män i arbetsstyrkan", "beside men among participants"),
    ("Övriga i arbetsstyrkan", "beside the others"),
    ("Nytt namn", "it has one"),
    ("Föreslaget mandat från och med", "the mandate has not begun"),
    ("Föreslaget mandat till och med", "the mandate has not begun"),
    ("Första dag i den nya perioden", "there is one before"),
    ("År som den nya versionen gäller", "there is one before"),
    ("Förslag till beslut", "nothing is decided yet"),
    ("Deltagande företag", "only those of one part"),
    ("Parter", "beside the companies among them"),
];

/// What a field of a type is called; nothing of those that only technique is shown by.
fn field_name(labelling: &Labelling, of: &str, field: &str) -> Option<Name> {
    let described = labelling.types.get(of)?.field_by_name(field)?.description.as_deref()?;
    let (en, sv) = described.split_once("\n\nSvenska: ")?;
    Some((parts(sv).0, parts(en).0))
}

/// What one of a type is called.
fn object_of(of: &str) -> Option<Name> {
    let object = shown_objects().iter().find(|object| object.name == of)?;
    Some((object.called(Lang::Sv).to_owned(), object.called(Lang::En).to_owned()))
}

/// The fields that these steps select, by their names in the answer.
fn way<'d>(document: &'d ExecutableDocument, set: &'d SelectionSet, steps: &[&str]) -> Option<Vec<&'d Field>> {
    let Some((name, rest)) = steps.split_first() else { return Some(Vec::new()) };
    set.items.iter().find_map(|item| match &item.node {
        Selection::Field(field) if field.node.response_key().node == *name => {
            let below = way(document, &field.node.selection_set.node, rest)?;
            Some(std::iter::once(&field.node).chain(below).collect())
        }
        Selection::Field(_) => None,
        Selection::InlineFragment(fragment) => way(document, &fragment.node.selection_set.node, steps),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node)?;
            way(document, &fragment.node.selection_set.node, steps)
        }
    })
}

/// A field's argument that is a value of an enumeration.
fn chosen(field: &Field, name: &str) -> Option<String> {
    match field.get_argument(name)?.node.clone().into_const()? {
        Value::Enum(name) => Some(name.to_string()),
        _ => None,
    }
}

/// A dimension's name, without the classification that tells its levels apart.
fn dimension(by: Breakdown) -> Name {
    let words = by.label();
    let short = |text: &str| text.split(", S").next().unwrap_or(text).to_owned();
    (short(words.sv), short(words.en))
}

/// What stands at the end of a column's path is called; nothing where the heading alone says it: counts of relations, averages, quotients.
fn own_name(labelling: &Labelling, question: &Question, column: &Column) -> Option<Name> {
    if column.per.is_some() {
        return None;
    }
    let document = parse_query(question.document()).expect("a document");
    let steps = steps(question, column);
    let (_, operation) = document.operations.iter().next()?;
    let fields = way(&document, &operation.node.selection_set.node, &steps)?;
    // The type that each field stands in.
    let of = |at: usize| if at == 0 { Some("Query") } else { labelling.shown(&document, &steps[..at]) };
    let named = |at: usize| fields[at].name.node.as_str();
    let last = fields.len() - 1;
    let own = |kind: &str, name: &str| match RECKONED.contains(&kind) {
        true => None,
        false => field_name(labelling, kind, name),
    };
    match (of(last)?, named(last)) {
        ("StatisticsKey", _) => {
            let by = chosen(fields[last - 1], "dimension")?;
            Some(dimension(Breakdown::ALL.iter().copied().find(|each| each.as_str() == by)?))
        }
        ("StatisticsRow", "count") => {
            let measure = fields.iter().find_map(|field| chosen(field, "measure"))?;
            let measure = Measure::ALL.iter().find(|each| each.as_str() == measure)?.label();
            // What is held against a target or a workforce is what is counted.
            let short = |text: &str, against: &str| text.split(against).next().unwrap_or(text).to_owned();
            Some((short(measure.sv, " mot "), short(measure.en, " against ")))
        }
        // A code, its label, and an amount are of the field before.
        ("CodeValue" | "Money", _) => own(of(last - 1)?, named(last - 1)),
        // A number of rows is of those that were asked for.
        (kind, "totalCount" | "fullCount") if kind.ends_with("Connection") => None,
        (kind, "id" | "name" | "title") if object_of(kind).is_some() && last > 0 => match named(last - 1) {
            "nodes" => object_of(kind),
            pointing => own(of(last - 1)?, pointing),
        },
        (kind, name) => own(kind, name),
    }
}

/// Whether the words are the name. The unit of a column stands beside its heading.
fn is_called(words: &str, unit: Option<&str>, name: &str) -> bool {
    words == name || unit.is_some_and(|unit| name == format!("{words}, {unit}"))
}

/// Whether the words say of what the name is: *Behovets status* of *Status*, *Behovets id* of *Behov*.
fn is_of(words: &str, name: &str) -> bool {
    words.to_lowercase().contains(&name.to_lowercase())
}

#[test]
fn a_column_is_headed_by_the_name_of_what_it_shows() {
    let labelling = Labelling::new();
    let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    let (mut wrong, mut compared, mut spared) = (Vec::new(), 0, BTreeSet::new());
    for question in catalogue.all() {
        for column in &question.definition().columns {
            let Some((sv, en)) = own_name(&labelling, question, column) else { continue };
            let (unit, path) = (column.unit.as_ref(), column.path.to_string());
            let words = |words: &str, code: &str| words.strip_suffix(code).unwrap_or(words).to_owned();
            let (said_sv, said_en) = (words(&column.label.sv, ", kod"), words(&column.label.en, ", code"));
            compared += 1;
            let is_qualified = ["id", "status"].contains(&path.rsplit(['.', '/']).next().unwrap_or_default())
                || question.document().contains("statistics(") && column.name.ends_with("_id");
            let is_right = match is_qualified {
                true => is_of(&said_sv, &sv) && is_of(&said_en, &en),
                false => {
                    is_called(&said_sv, unit.map(|unit| unit.sv.as_str()), &sv)
                        && is_called(&said_en, unit.map(|unit| unit.en.as_str()), &en)
                }
            };
            match OTHERS.iter().find(|(other, _)| *other == said_sv) {
                _ if is_right => {}
                Some((other, _)) => drop(spared.insert(*other)),
                None => wrong.push(format!("{}: {:?} is {sv} / {en}", question.slug(), column.label)),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 400, "{compared} columns");
    assert!(spared.len() > 10, "only {spared:?} are called otherwise");
}

#[test]
fn a_parameter_of_statistics_is_called_as_the_dimension_it_selects_by() {
    let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    let mut compared = 0;
    for question in catalogue.all().into_iter().filter(|question| question.document().contains("statistics(")) {
        for parameter in &question.definition().parameters {
            let is = |by: &&Breakdown| by.as_str().replace('_', "").eq_ignore_ascii_case(&parameter.name);
            let Some(by) = Breakdown::ALL.iter().find(is) else { continue };
            let (sv, en) = dimension(*by);
            assert!(
                is_called(&parameter.label.sv, None, &sv) && is_called(&parameter.label.en, None, &en),
                "{}: {:?} is {sv} / {en}",
                question.slug(),
                parameter.label
            );
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared} parameters");
}

/// What a form asks for and what is wrong with its name.
fn misnamed(labelling: &Labelling, row: &str, of: &str, table: &'static Table, wrong: &mut Vec<String>) -> usize {
    let mut compared = 0;
    for field in table.fields {
        // An amount is one field of the object.
        if let Kind::Group(below) = field.kind
            && below.name != "MoneyInput"
        {
            let of = if below.name == "TriageFactorsInput" { "TriageFactors" } else { of };
            compared += misnamed(labelling, row, of, below, wrong);
        }
        let name = field.name.strip_suffix("Id").unwrap_or(field.name);
        let own = field_name(labelling, of, name).filter(|_| !matches!(name, "id" | "version"));
        let Some((sv, en)) = own else { continue };
        compared += 1;
        let words = |lang| label(field.about, lang).0;
        let is_other = OTHERS.iter().any(|(other, _)| *other == words(Lang::Sv));
        let is_own = is_called(&words(Lang::Sv), None, &sv) && is_called(&words(Lang::En), None, &en);
        if !is_other && !is_own {
            wrong.push(format!("{row}.{}: {} / {} is {sv} / {en}", field.name, words(Lang::Sv), words(Lang::En)));
        }
    }
    compared
}

#[test]
fn a_form_calls_a_field_as_the_object_does() {
    let labelling = Labelling::new();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for row in mutations().rows() {
        compared += misnamed(&labelling, row.name, row.changes, row.table, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 150, "{compared} fields");
}

#[test]
fn a_dimension_is_called_as_the_field_is() {
    let labelling = Labelling::new();
    for (by, of, field) in [
        (Breakdown::Council, "Need", "council"),
        (Breakdown::IndustryCouncil, "Need", "industryCouncil"),
        (Breakdown::Hub, "Effort", "hub"),
        (Breakdown::Industry, "Need", "sni"),
        (Breakdown::OccupationMinorGroup, "Need", "ssyk"),
        (Breakdown::Skill, "Need", "skill"),
        (Breakdown::Organisation, "Need", "organisation"),
        (Breakdown::OrganisationKind, "Organisation", "kind"),
        (Breakdown::Provider, "Effort", "provider"),
        (Breakdown::Municipality, "Need", "municipality"),
        (Breakdown::Region, "Need", "region"),
        (Breakdown::Project, "Effort", "project"),
        (Breakdown::ProgrammePeriod, "Project", "programmePeriod"),
        (Breakdown::ProgrammeArea, "Project", "programmeArea"),
        (Breakdown::SpecificObjective, "Project", "specificObjective"),
        (Breakdown::Effort, "Occasion", "effort"),
        (Breakdown::EffortKind, "Effort", "kind"),
        (Breakdown::TargetGroup, "Need", "targetGroup"),
        (Breakdown::Cause, "Need", "cause"),
        (Breakdown::Basis, "Need", "basis"),
        (Breakdown::Horizon, "Need", "horizon"),
        (Breakdown::Sex, "Participation", "sex"),
        (Breakdown::EmploymentSituation, "Participation", "employmentSituation"),
        (Breakdown::EducationLevel, "Participation", "sunLevel"),
        (Breakdown::Procedure, "Procurement", "method"),
        (Breakdown::Status, "Need", "status"),
        (Breakdown::OutcomeKind, "Outcome", "kind"),
    ] {
        assert_eq!(field_name(&labelling, of, field), Some(dimension(by)), "{by:?} is {of}.{field}");
    }
    let people = Measure::PeopleNeeded.label();
    let field = field_name(&labelling, "Need", "peopleNeeded");
    assert_eq!(field, Some((people.sv.to_owned(), people.en.to_owned())));
}
