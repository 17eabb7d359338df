//! Which columns of a question show an enumeration, which parameters choose among one's values, and what these are called: the document
//! says which field a column shows and what a variable is, the schema which type the field has, the type's crate what its values are
//! called.

use std::collections::BTreeMap;

use async_graphql::{
    OutputType,
    parser::{
        parse_query,
        types::{ExecutableDocument, Selection, SelectionSet},
    },
    registry::{MetaType, MetaTypeName, Registry},
};
use questions::{CodeLists, Column, Labels, ParameterKind, Question, Segment, Values};
use taxonomy::Scheme;

use crate::{objects::words::enumerations, schema::Query};

/// Fields that the read log notes each reading of, by the type they stand in.
const NOTED: [(&str, &str); 3] =
    [("Participant", "name"), ("Participation", "sensitive"), ("Query", "personalIdentity")];

/// The enumerations by whose values figures are selected. Statistics name no domain: the filter's fields are texts, and a variable named
/// as one takes its values.
const SELECTED: [(&str, &str); 12] = [
    ("basis", "NeedBasis"),
    ("cause", "NeedCause"),
    ("effortKind", "EffortKind"),
    ("employmentSituation", "EmploymentSituation"),
    ("horizon", "NeedHorizon"),
    ("itemKind", "AgendaItemKind"),
    ("organisationKind", "OrganisationKind"),
    ("outcomeKind", "OutcomeKind"),
    ("principle", "HorizontalPrinciple"),
    ("procedure", "ProcurementMethod"),
    ("sex", "Sex"),
    ("targetGroup", "TargetGroup"),
];

/// How deep fragments may stand in each other; the front door refuses documents long before.
const DEEPEST: u8 = 64;

/// The schema's types and the labels of its enumerations. Made once.
pub(super) struct Labelling {
    pub(super) types: BTreeMap<String, MetaType>,
    labels: BTreeMap<&'static str, Values>,
}

impl Labelling {
    /// Of the schema.
    pub fn new() -> Self {
        let mut registry = Registry::default();
        Query::create_type_info(&mut registry);
        Self { types: registry.types, labels: enumerations() }
    }

    /// All labels as one text, which changes when any of them does.
    pub fn text(&self) -> String {
        let line = |(value, label): (&str, kernel::Label)| format!("{value} {} {}\n", label.sv, label.en);
        self.labels.values().flat_map(Values::all).map(line).collect()
    }

    /// A question with the words of its enumerations, of what it shows and of what it lets one choose, and with the lists of its codes.
    pub fn labelled(&self, question: &Question) -> Question {
        question.labelled(self.of(question)).choosing(&self.chosen(question)).with_codes(CodeLists(stored_code))
    }

    /// The labels of what a question's parameters choose among.
    fn chosen(&self, question: &Question) -> Labels {
        let parameters = question.definition().parameters.iter().filter(|one| one.kind == ParameterKind::Enum);
        let values = parameters.filter_map(|parameter| {
            let of = match question.type_of(&parameter.name)? {
                "String" => SELECTED.iter().find(|(field, _)| *field == parameter.name)?.1,
                of => of,
            };
            Some((parameter.name.clone(), self.labels.get(of)?.clone()))
        });
        values.collect()
    }

    /// The labels of a question's columns. None where the document cannot be read: running it will tell.
    pub fn of(&self, question: &Question) -> Labels {
        let Ok(document) = parse_query(question.document()) else { return Labels::new() };
        let columns = question.definition().columns.iter();
        let values = columns.filter_map(|column| {
            let shown = self.shown(&document, &steps(question, column))?;
            Some((column.name.clone(), self.labels.get(shown)?.clone()))
        });
        values.collect()
    }

    /// Whether the question's answer has what the read log notes. A document that cannot be read is taken for one.
    pub fn is_noted(&self, question: &Question) -> bool {
        let Ok(document) = parse_query(question.document()) else { return true };
        let walk = Walk { types: &self.types, document: &document };
        let mut operations = document.operations.iter();
        operations.any(|(_, one)| walk.has_noted(&one.node.selection_set.node, &Query::type_name(), DEEPEST))
    }

    /// The name of the type that stands at the end of these steps from the answer's root.
    pub(super) fn shown<'a>(&'a self, document: &ExecutableDocument, steps: &[&str]) -> Option<&'a str> {
        let (_, operation) = document.operations.iter().next()?;
        let root = Query::type_name();
        let walk = Walk { types: &self.types, document };
        walk.down(&operation.node.selection_set.node, &root, steps, DEEPEST)
    }
}

/// The code of this list, in use or not, however it is written; of a list that is not ours any code may be.
fn stored_code(scheme: &str, text: &str) -> Option<String> {
    let Some(scheme) = Scheme::parse(scheme) else { return Some(text.to_owned()) };
    taxonomy::lookup(scheme, &taxonomy::written(scheme, text)).map(|concept| concept.code.to_owned())
}

/// The fields from the answer's root to the column's value, by their names in the answer.
pub(super) fn steps<'a>(question: &'a Question, column: &'a Column) -> Vec<&'a str> {
    let rows = question.rows().lists.iter().flatten().map(String::as_str).filter(|_| !column.path.absolute);
    let own = column.path.segments.iter().filter_map(|segment| match segment {
        Segment::Field(name) => Some(name.as_str()),
        Segment::Place(_) | Segment::Each => None,
    });
    rows.chain(own).collect()
}

struct Walk<'a, 'd> {
    types: &'a BTreeMap<String, MetaType>,
    document: &'d ExecutableDocument,
}

impl<'a> Walk<'a, '_> {
    fn has_noted(&self, set: &SelectionSet, of: &str, deepest: u8) -> bool {
        let Some(deepest) = deepest.checked_sub(1) else { return true };
        set.items.iter().any(|item| match &item.node {
            Selection::Field(field) => {
                let name = field.node.name.node.as_str();
                let declared = self.types.get(of).and_then(|of| of.field_by_name(name));
                NOTED.contains(&(of, name))
                    || declared.is_some_and(|declared| {
                        let below = MetaTypeName::concrete_typename(&declared.ty);
                        self.has_noted(&field.node.selection_set.node, below, deepest)
                    })
            }
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map_or(of, |on| on.node.on.node.as_str());
                self.has_noted(&fragment.node.selection_set.node, on, deepest)
            }
            Selection::FragmentSpread(spread) => {
                self.document.fragments.get(&spread.node.fragment_name.node).is_some_and(|fragment| {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    self.has_noted(&fragment.node.selection_set.node, on, deepest)
                })
            }
        })
    }

    fn down(&self, set: &SelectionSet, of: &str, steps: &[&str], deepest: u8) -> Option<&'a str> {
        let (name, rest) = steps.split_first()?;
        let deepest = deepest.checked_sub(1)?;
        set.items.iter().find_map(|item| match &item.node {
            Selection::Field(field) if field.node.response_key().node == *name => {
                let declared = self.types.get(of)?.field_by_name(&field.node.name.node)?;
                let shown = MetaTypeName::concrete_typename(&declared.ty);
                match rest {
                    [] => Some(shown),
                    _ => self.down(&field.node.selection_set.node, shown, rest, deepest),
                }
            }
            Selection::Field(_) => None,
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map_or(of, |on| on.node.on.node.as_str());
                self.down(&fragment.node.selection_set.node, on, steps, deepest)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &self.document.fragments.get(&spread.node.fragment_name.node)?.node;
                let on = fragment.type_condition.node.on.node.as_str();
                self.down(&fragment.selection_set.node, on, steps, deepest)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ::statistics::figures::{Breakdown, Measure, category_label};
    use kernel::Lang;
    use questions::{Catalogue, Head, Text, catalogue};

    use super::*;

    /// Enumerations whose labels say a classification that a description explains.
    const EXPLAINED: [&str; 1] = ["StatisticsDimension"];

    /// The enumerations that some field of an answer has, with their values and descriptions.
    fn shown(labelling: &Labelling) -> BTreeMap<&str, BTreeMap<&str, &str>> {
        let fields = labelling.types.values().filter_map(MetaType::fields).flat_map(|fields| fields.values());
        let types: BTreeSet<&str> = fields.map(|field| MetaTypeName::concrete_typename(&field.ty)).collect();
        let values = |name| match labelling.types.get(name)? {
            MetaType::Enum { enum_values, .. } => Some((
                name,
                enum_values
                    .values()
                    .map(|value| (value.name.as_str(), value.description.as_deref().unwrap_or_default()))
                    .collect(),
            )),
            _ => None,
        };
        types.into_iter().filter_map(values).collect()
    }

    #[test]
    fn what_the_read_log_notes_is_known_by_its_description() {
        let labelling = Labelling::new();
        // The parts that the root is merged of have its fields, too.
        let is_seen = |name: &str| name == Query::type_name() || !name.contains("Query");
        let fields = labelling.types.iter().filter(|(name, _)| is_seen(name));
        let fields = fields.filter_map(|(name, of)| Some((name.as_str(), of.fields()?)));
        let fields = fields.flat_map(|(of, fields)| fields.values().map(move |field| (of, field)));
        let says = |text: &str| text.contains("is noted") || text.contains("Noted.");
        let noted: BTreeSet<(&str, &str)> = fields
            .filter(|(_, field)| field.description.as_deref().is_some_and(says))
            .map(|(of, field)| (of, field.name.as_str()))
            .collect();
        assert_eq!(noted, NOTED.into());
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        let asked: Vec<&str> =
            catalogue.all().iter().filter(|one| labelling.is_noted(one)).map(|one| one.slug()).collect();
        for slug in ["vara-deltagare", "vara-timmar", "vara-resultat"] {
            assert!(asked.contains(&slug), "{slug}: {asked:?}");
        }
        assert!(!asked.contains(&"projekt-i-korthet"), "{asked:?}");
    }

    #[test]
    fn every_value_that_an_answer_may_show_has_both_labels() {
        let labelling = Labelling::new();
        let shown = shown(&labelling);
        assert!(shown.len() > 40, "{}: the schema is not seen", shown.len());
        for (name, values) in &shown {
            let labels = labelling.labels.get(name).unwrap_or_else(|| panic!("{name} has no labels"));
            let labels: BTreeMap<_, _> = labels.all().collect();
            for (value, description) in values {
                let label = labels.get(value).unwrap_or_else(|| panic!("{name}.{value} has no label"));
                assert!(!label.sv.trim().is_empty() && !label.en.trim().is_empty(), "{name}.{value}");
                assert!(label.sv != *value && label.en != *value, "{name}.{value}: the label is the code");
                let first = label.sv.split([' ', ',']).next().unwrap_or_default().to_lowercase();
                // On the line of its own language.
                let mut sentences = description.lines().map(|line| line.trim_start_matches("Svenska: ").to_lowercase());
                let agree = sentences.any(|sentence| sentence.starts_with(&first)) || EXPLAINED.contains(name);
                assert!(agree, "{name}.{value}: `{}` is described as `{description}`", label.sv);
            }
            let spare: Vec<_> = labels.keys().filter(|value| !values.contains_key(*value)).collect();
            assert!(spare.is_empty(), "{name} has labels of no value: {spare:?}");
        }
    }

    #[test]
    fn every_enumeration_of_the_built_in_questions_is_said_in_words() {
        let labelling = Labelling::new();
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        let shown = shown(&labelling);
        let mut said = 0;
        for question in catalogue.labelled(|question| labelling.labelled(question)).all() {
            let document = parse_query(question.document()).expect("a document");
            let fields = Head::of(question);
            for column in &question.definition().columns {
                let of = labelling.shown(&document, &steps(question, column));
                let of = of.unwrap_or_else(|| panic!("{}: {} has no type", question.slug(), column.name));
                let is_said = fields.fields().iter().any(|field| field.words_of.as_ref() == Some(&column.name));
                assert_eq!(is_said, shown.contains_key(of), "{}: {} is {of}", question.slug(), column.name);
                said += usize::from(is_said);
            }
        }
        assert!(said > 60, "{said} columns");
    }

    /// What breaks figures down as an enumeration of a domain does, and that enumeration. Statistics name no domain; a category is
    /// called as the domain calls the value.
    const ALIKE: [(Breakdown, &str); 15] = [
        (Breakdown::Sex, "Sex"),
        (Breakdown::EmploymentSituation, "EmploymentSituation"),
        (Breakdown::OutcomeKind, "OutcomeKind"),
        (Breakdown::OrganisationKind, "OrganisationKind"),
        (Breakdown::TargetGroup, "TargetGroup"),
        (Breakdown::EffortKind, "EffortKind"),
        (Breakdown::Cause, "NeedCause"),
        (Breakdown::Basis, "NeedBasis"),
        (Breakdown::Horizon, "NeedHorizon"),
        (Breakdown::Principles, "HorizontalPrinciple"),
        (Breakdown::ReflectionKind, "ReflectionKind"),
        (Breakdown::InsightTheme, "InsightTheme"),
        (Breakdown::Procedure, "ProcurementMethod"),
        (Breakdown::ItemKind, "AgendaItemKind"),
        (Breakdown::Status, ""),
    ];

    const STATUSES: [&str; 11] = [
        "NeedStatus",
        "OccasionStatus",
        "ParticipationStatus",
        "EnrolmentStatus",
        "ReflectionStatus",
        "AnalysisStatus",
        "DevelopmentPlanStatus",
        "LearningMeetingStatus",
        "ProfessionalNetworkStatus",
        "ProcurementStatus",
        "CouncilDecisionStatus",
    ];

    /// Of the enumerations of a status, the one that a measure counts by: it shares most of its values.
    fn status_of(labels: &BTreeMap<&'static str, Values>, measure: Measure) -> &'static str {
        let shared = |name: &&str| {
            let codes = labels[*name].all();
            codes.filter(|(code, _)| category_label(measure, Breakdown::Status, code).is_some()).count()
        };
        STATUSES.into_iter().max_by_key(shared).expect("some")
    }

    #[test]
    fn a_figure_s_category_is_called_as_the_value_is_elsewhere() {
        let labels = enumerations();
        let mut compared = 0;
        for measure in Measure::ALL {
            for (by, name) in ALIKE {
                let name = if name.is_empty() { status_of(&labels, *measure) } else { name };
                for (code, label) in labels[name].all() {
                    let Some(category) = category_label(*measure, by, code) else { continue };
                    assert_eq!((category.sv, category.en), (label.sv, label.en), "{measure:?} {by:?} {code} of {name}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 500, "{compared} categories were compared");
    }

    /// What an enumeration calls one of its values.
    fn words_of(labels: &BTreeMap<&'static str, Values>, of: &str, code: &str) -> Option<Text> {
        let label = labels.get(of)?.all().find(|(value, _)| *value == code)?.1;
        Some(Text::new(label.sv, label.en))
    }

    #[test]
    fn a_choice_is_called_as_the_enumeration_calls_it_and_the_files_have_no_words_of_it() {
        let labelling = Labelling::new();
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        let (mut compared, mut own) = (0, BTreeSet::new());
        for file in catalogue.all() {
            let question = labelling.labelled(file);
            let written = file.definition().parameters.iter().flat_map(|parameter| &parameter.values);
            let said = question.definition().parameters.iter();
            let said = said.flat_map(|parameter| parameter.values.iter().map(move |value| (parameter, value)));
            for (written, (parameter, value)) in written.zip(said) {
                let slug = file.slug();
                let of = match question.type_of(&parameter.name).expect("a variable") {
                    "String" => match SELECTED.iter().find(|(field, _)| *field == parameter.name) {
                        Some((field, of)) => {
                            let selects = format!("{field}: ${field}");
                            assert!(file.document().contains(&selects), "{slug} does not select by {field}");
                            *of
                        }
                        None => {
                            own.insert(parameter.name.clone());
                            assert!(written.words.is_some(), "{slug}: nothing says what {value:?} is called");
                            continue;
                        }
                    },
                    of => of,
                };
                let expected = words_of(&labelling.labels, of, &value.code);
                assert!(expected.is_some(), "{slug}: {} is no {of}", value.code);
                assert_eq!(value.words, expected, "{slug}: {} of {of}", value.code);
                assert_eq!(written.words, None, "{slug}: {of} says what {} is called", value.code);
                compared += 1;
            }
        }
        assert!(compared > 200, "{compared} choices were compared");
        // Of a code list, which is no enumeration.
        assert_eq!(own.into_iter().collect::<Vec<_>>(), ["programmePeriod"]);
    }

    #[test]
    fn a_choice_and_its_answer_have_one_word() {
        let labelling = Labelling::new();
        let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
        for (slug, address, column, code, words) in [
            ("radets-medlemmar", "plats", "seat_code", "UNION", ["Facklig organisation", "Union"]),
            ("projektens-parter", "del", "partner_part_code", "PROVIDER", ["Utbildningsanordnare", "Provider"]),
        ] {
            let question = labelling.labelled(catalogue.get(slug).expect("a question"));
            let asked = question.read_parameters([(address, code)], chrono::NaiveDate::default()).expect("a choice");
            let columns = &question.definition().columns;
            let column = columns.iter().find(|each| each.name == column).expect("a column");
            let answered = question.labels_of(column).expect("an enumeration");
            for (lang, words) in [Lang::Sv, Lang::En].into_iter().zip(words) {
                assert!(asked.shown(lang).iter().any(|(_, shown)| shown == words), "{slug}: {:?}", asked.shown(lang));
                assert_eq!(answered.label(code, lang), words, "{slug}");
            }
        }
    }

    /// An organisation's own words of a value give way, and those of what no enumeration has stand.
    #[test]
    fn an_own_questions_choices_are_called_as_the_enumeration_calls_them() {
        let text = "{ sv = \"a\", en = \"a\" }";
        let toml = format!(
            "version = 1\ntheme = \"rad\"\nrows = \"memberships.nodes\"\ntitle = {text}\ningress = {text}\n\
             [[parameter]]\nname = \"seat\"\nkind = \"enum\"\nlabel = {text}\nvalues = [\"EMPLOYER\", \
             {{ code = \"UNION\", sv = \"Fack\", en = \"Labour\" }}, {{ code = \"NOBODY\", sv = \"Ingen\", en = \"None\" }}]\n\
             [[column]]\nname = \"seat\"\npath = \"seat\"\ntype = \"code\"\nlabel = {text}\n"
        );
        let document =
            "query($seat: SeatKind) { memberships(first: 1, filter: { seat: { eq: $seat } }) { nodes { seat } } }";
        let definition = catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}"));
        let question = Question::new("q", document, definition).unwrap_or_else(|errors| panic!("{errors:?}"));
        let question = Labelling::new().labelled(&question);
        let values = &question.definition().parameters[0].values;
        let said: Vec<String> = values.iter().map(|value| value.label().sv).collect();
        assert_eq!(said, ["Arbetsgivare", "Facklig organisation", "Ingen"]);
    }

    #[test]
    fn a_columns_type_is_found_through_aliases_fragments_and_lists() {
        let text = "{ sv = \"a\", en = \"a\" }";
        let columns = [("state", "state"), ("steps", "things.nodes[].status"), ("title", "title")];
        let mut toml =
            format!("version = 1\ntheme = \"behov\"\nrows = \"all.nodes\"\ntitle = {text}\ningress = {text}\n");
        for (name, path) in columns {
            let label = format!("{{ sv = \"{name}\", en = \"{name}\" }}");
            toml += &format!("[[column]]\nname = \"{name}\"\npath = \"{path}\"\ntype = \"text\"\nlabel = {label}\n");
        }
        let document = "{ all: needs(first: 1) { ...page } } fragment page on NeedConnection { nodes { ... on Need { state: status }
            things: efforts(first: 1) { nodes { status } } title } }";
        let definition = catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}"));
        let question = Question::new("q", document, definition).unwrap_or_else(|errors| panic!("{errors:?}"));
        let labels = Labelling::new().of(&question);
        assert_eq!(labels.keys().collect::<Vec<_>>(), ["state", "steps"]);
        assert_eq!(
            labels["state"].label("IN_ACTION", Lang::Sv),
            industry_councils::need::NeedStatus::InAction.label().sv
        );
        assert_eq!(labels["steps"].label("APPROVED", Lang::En), efforts::effort::EffortStatus::Approved.label().en);
    }
}
