use kernel::{Lang, Rule};

use super::*;
use crate::{catalogue, error};

const TEXT: &str = "{ sv = \"Etikett\", en = \"Label\" }";
const COLUMN: &str = "[[column]]\nname = \"a\"\npath = \"a\"\ntype = \"text\"\nlabel = { sv = \"A\", en = \"A\" }\n";

/// A definition that stands, with these tables at its end.
fn with(tables: &str) -> Definition {
    let toml =
        format!("version = 1\ntheme = \"behov\"\nrows = \"needs.nodes\"\ntitle = {TEXT}\ningress = {TEXT}\n{tables}");
    catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}\n{toml}"))
}

fn refused(document: &str, definition: Definition) -> Vec<(String, Rule)> {
    let errors = Question::new("en-fraga", document, definition).expect_err("refused");
    for error in &errors {
        let (sv, en) = (error.message(Lang::Sv), error.message(Lang::En));
        assert!(sv != en && !sv.contains(error.rule.name), "{error} has no words");
    }
    errors.into_iter().map(|error| (error.at, error.rule)).collect()
}

fn rules(document: &str, tables: &str) -> Vec<Rule> {
    refused(document, with(tables)).into_iter().map(|(_, rule)| rule).collect()
}

fn parameter(settings: &str) -> String {
    format!("{COLUMN}[[parameter]]\nlabel = {TEXT}\n{settings}\n")
}

fn column(name: &str, settings: &str) -> String {
    format!("{COLUMN}[[column]]\nname = \"{name}\"\npath = \"b\"\n{settings}\n")
}

#[test]
fn the_examples_of_the_format_stand() {
    let format = include_str!("../../FORMAT.md");
    let toml = format.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let definition = catalogue::parse(toml).unwrap_or_else(|error| panic!("{error}"));
    Question::new("ett-exempel", "query($council: ID) { needs { nodes { title peopleNeeded } } }", definition)
        .unwrap_or_else(|errors| panic!("{errors:?}"));
}

#[test]
fn a_stored_question_is_the_same_as_a_file() {
    let catalogue = crate::Catalogue::built_in().expect("the library");
    for question in catalogue.all() {
        let json = serde_json::to_string(question.definition()).expect("JSON");
        let again: Definition = serde_json::from_str(&json).expect("a definition");
        assert_eq!(&again, question.definition(), "{}", question.slug());
        let again = Question::new(question.slug(), question.document(), again);
        assert_eq!(again.as_ref(), Ok(question));
    }
}

#[test]
fn the_slug_is_an_address() {
    for wrong in ["", "Å", "Stor", "a--b", "-a", "a-", "a b", "a/b", &"a".repeat(81)] {
        let errors = Question::new(wrong, "{ a }", with(COLUMN)).expect_err(wrong);
        assert_eq!(errors[0].rule, error::SLUG_IS_WRONG, "{wrong}");
    }
    assert!(Question::new("behov-2021", "{ a }", with(COLUMN)).is_ok());
    let errors = Question::new("katalog", "{ a }", with(COLUMN)).expect_err("the catalogue's own");
    assert_eq!(errors[0].rule, error::SLUG_IS_TAKEN);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let definition = Definition { version: 0, title: Text::new("", "x"), rows: None, columns: vec![], ..with(COLUMN) };
    let at: Vec<String> = refused("mutation { a }", definition).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["version", "title", "document", "rows", "column"]);
}

#[test]
fn the_document_and_the_parameters_agree() {
    let x = |settings: &str| parameter(&format!("name = \"x\"\n{settings}"));
    let text = x("kind = \"text\"");
    assert_eq!(rules("{ a }", &text), [error::PARAMETER_HAS_NO_VARIABLE]);
    assert_eq!(rules("query($x: T, $y: T) { a }", &text), [error::VARIABLE_HAS_NO_PARAMETER]);
    let several = x("kind = \"text\"\nlist = true");
    assert_eq!(rules("query($x: T) { a }", &several), [error::PARAMETER_LIST_IS_NOT_THE_VARIABLES]);
    assert_eq!(rules("query($x: T!) { a }", &text), [error::PARAMETER_MUST_BE_REQUIRED]);
    assert_eq!(rules("query($x: T, $first: Int!) { a }", &text), [error::PAGING_NEEDS_FIRST_AND_AFTER]);
    assert_eq!(rules("query($fromX: T) { a }", &x("kind = \"period\"")).len(), 3);
    assert_eq!(rules("{ a } { b }", COLUMN), [error::DOCUMENT_IS_NOT_ONE_OPERATION]);
    assert_eq!(rules("{ a", COLUMN), [error::DOCUMENT_IS_UNBALANCED]);
    let plain = Definition { rows: RowsPath::parse("statistics.rows"), ..with(COLUMN) };
    let paged = "query($first: Int!, $after: String) { a }";
    assert_eq!(refused(paged, plain), [("rows".to_owned(), error::PAGED_ROWS_ARE_NO_CONNECTION)]);
    assert!(Question::new("q", "query($x: [T]) { a }", with(&text)).is_ok());
    let ok = Question::new("q", "query($first: Int!, $after: String, $lang: L, $updatedSince: D) { a }", with(COLUMN));
    assert_eq!(
        ok.map(|question| question.paging().map(|paging| paging.connection)),
        Ok(Some(vec!["needs".to_owned()]))
    );
}

#[test]
fn each_kind_of_parameter_has_the_settings_it_needs_and_no_other() {
    let one = |settings: &str| rules("query($x: T) { a }", &parameter(&format!("name = \"x\"\n{settings}")));
    assert_eq!(one("kind = \"enum\""), [error::ENUM_NEEDS_VALUES]);
    assert_eq!(one("kind = \"code\""), [error::CODE_NEEDS_SCHEME]);
    assert_eq!(one("kind = \"id\""), [error::ID_NEEDS_OF]);
    for needs in ["needs = \"x\"", "needs = \"y\""] {
        assert_eq!(one(&format!("kind = \"text\"\n{needs}")), [error::NEEDED_PARAMETER_IS_WRONG], "{needs}");
    }
    let other = error::SETTING_IS_FOR_ANOTHER_KIND;
    for settings in [
        "kind = \"text\"\nscheme = \"X\"",
        "kind = \"text\"\nof = \"hub\"",
        "kind = \"text\"\nmin = 1",
        "kind = \"text\"\nvalues = [{ code = \"A\", sv = \"a\", en = \"a\" }]",
    ] {
        assert_eq!(one(settings), [other], "{settings}");
    }
    let twice = "values = [{ code = \"A\", sv = \"a\", en = \"a\" }, { code = \"A\", sv = \"b\", en = \"b\" }]";
    assert_eq!(one(&format!("kind = \"enum\"\n{twice}")), [error::PARAMETER_NAME_IS_TAKEN]);
    for wrong in ["\"x\"", "2147483648", "1.5"] {
        assert_eq!(one(&format!("kind = \"integer\"\nmax = {wrong}")), [error::BOUND_IS_WRONG], "{wrong}");
    }
    assert_eq!(one("kind = \"integer\"\ndefault = 2147483648"), [error::DEFAULT_IS_WRONG]);
    assert_eq!(one("kind = \"integer\"\ndefault = \"x\""), [error::DEFAULT_IS_WRONG]);
    assert_eq!(one("kind = \"integer\"\nmax = 3\ndefault = 4"), [error::DEFAULT_IS_WRONG]);
    assert_eq!(one("kind = \"text\"\naddress = \"format\""), [error::ADDRESS_IS_RESERVED]);
    assert_eq!(one("kind = \"text\"\naddress = \"län\""), [error::ADDRESS_IS_WRONG]);
    let period = "[[parameter]]\nname = \"period\"\nkind = \"period\"\nlist = true\n";
    let errors = rules("query($from: [D], $to: [D]) { a }", &format!("{COLUMN}{period}label = {TEXT}\n"));
    assert_eq!(errors, [error::PERIOD_IS_NO_LIST]);
    let twins = format!(
        "{}[[parameter]]\nlabel = {TEXT}\nname = \"x\"\nkind = \"text\"\n",
        parameter("name = \"x\"\nkind = \"text\"")
    );
    let taken = error::PARAMETER_NAME_IS_TAKEN;
    assert_eq!(rules("query($x: T) { a }", &twins), [taken, taken]);
    assert!(
        rules("query($first: T) { a }", &parameter("name = \"first\"\nkind = \"text\""))
            .contains(&error::PARAMETER_NAME_IS_WRONG)
    );
}

#[test]
fn columns_have_names_labels_and_decimals_of_their_own() {
    let b = "label = { sv = \"B\", en = \"B\" }\n";
    let one = |name: &str, settings: &str| rules("{ a }", &column(name, settings));
    for wrong in ["B", "å", "1b", "b-c", "_b", "b c"] {
        assert_eq!(one(wrong, &format!("type = \"text\"\n{b}")), [error::COLUMN_NAME_IS_WRONG], "{wrong}");
    }
    assert_eq!(one("a", &format!("type = \"text\"\n{b}")), [error::COLUMN_NAME_IS_TAKEN]);
    assert_eq!(one("b", "type = \"text\"\nlabel = { sv = \"a\", en = \"B\" }"), [error::COLUMN_LABEL_IS_TAKEN]);
    assert_eq!(one("b", &format!("type = \"text\"\ndecimals = 2\n{b}")), [error::COLUMN_DECIMALS_ARE_WRONG]);
    assert_eq!(one("b", &format!("type = \"decimal\"\ndecimals = 10\n{b}")), [error::COLUMN_DECIMALS_ARE_WRONG]);
    for (kind, per) in [("integer", "c"), ("decimal", "c[].d")] {
        let settings = format!("type = \"{kind}\"\nper = \"{per}\"\n{b}");
        assert_eq!(one("b", &settings), [error::DIVIDED_COLUMN_IS_DECIMAL], "{kind} per {per}");
    }
    let divided = with(&column("b", &format!("type = \"decimal\"\nper = \"/c.d\"\n{b}")));
    assert!(Question::new("en-fraga", "{ a }", divided).is_ok());
    let gathered = format!("{COLUMN}[[column]]\nname = \"b\"\npath = \"b[]\"\ntype = \"integer\"\n{b}");
    assert_eq!(rules("{ a }", &gathered), [error::GATHERED_COLUMN_IS_TEXT]);
    let status = format!(
        "{}[[column]]\nname = \"b_status\"\npath = \"c\"\ntype = \"text\"\nlabel = {TEXT}\n",
        column("b", &format!("type = \"count\"\n{b}"))
    );
    assert_eq!(rules("{ a }", &status), [error::COLUMN_NAME_IS_TAKEN]);
}

#[test]
fn the_chart_names_columns_that_are_there_and_numbers_where_it_measures() {
    let n = column("n", "type = \"integer\"\nlabel = { sv = \"N\", en = \"N\" }");
    let one = |chart: &str| rules("{ a }", &format!("{n}[chart]\n{chart}\n"));
    assert_eq!(one("kind = \"bar\""), [error::CHART_NEEDS_X_AND_Y]);
    assert_eq!(one("kind = \"bar\"\nx = \"a\"\ny = \"z\""), [error::CHART_COLUMN_IS_UNKNOWN]);
    assert_eq!(one("kind = \"line\"\nx = \"n\"\ny = \"a\""), [error::CHART_COLUMN_IS_NO_NUMBER]);
    assert_eq!(one("kind = \"line\"\nx = \"a\"\ny = \"n\"\ntarget = \"a\""), [error::CHART_COLUMN_IS_NO_NUMBER]);
    assert_eq!(one("kind = \"stacked\"\nx = \"a\"\ny = \"n\""), [error::CHART_NEEDS_SERIES]);
    assert_eq!(one("kind = \"bar\"\nx = \"a\""), [error::CHART_NEEDS_X_AND_Y]);
    let counted = format!("{n}[chart]\nkind = \"bar\"\nx = \"a\"\nsum = true\n");
    assert!(Question::new("q", "{ a }", with(&counted)).is_ok(), "rows are counted");
    let number = format!("{n}[chart]\nkind = \"bar\"\nx = \"a\"\ny = \"n\"\ntarget = 0.5\n");
    assert!(Question::new("q", "{ a }", with(&number)).is_ok());
}

#[test]
fn what_a_chart_adds_up_can_be_added_up() {
    let added = ["kind = \"bar\"\nsum = true", "kind = \"line\"\nsum = true", "kind = \"stacked\"\nseries = \"a\""];
    let one = |settings: &str, path: &str, chart: &str| -> Vec<(String, Rule)> {
        let n =
            format!("[[column]]\nname = \"n\"\npath = \"{path}\"\nlabel = {{ sv = \"N\", en = \"N\" }}\n{settings}\n");
        let tables = format!("{COLUMN}{n}[chart]\nx = \"a\"\ny = \"n\"\n{chart}\n");
        let errors = Question::new("q", "{ a }", with(&tables)).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.at, error.rule)).collect()
    };
    for (settings, path) in [
        ("type = \"integer\"", "count"),
        ("type = \"integer\"\nshown = \"hours\"", "minutes"),
        ("type = \"count\"", "count"),
        ("type = \"decimal\"", "support.amount"),
    ] {
        for chart in added {
            assert!(one(settings, path, chart).is_empty(), "{settings} at {path}: {chart}");
        }
    }
    for (settings, path) in [
        ("type = \"percent\"", "strategicShare"),
        ("type = \"decimal\"", "medianDays"),
        ("type = \"decimal\"\nper = \"people\"", "support.amount"),
        ("type = \"integer\"\nshown = \"percent\"", "unionRateBasisPoints"),
    ] {
        for (chart, at) in added.into_iter().zip(["chart.sum", "chart.sum", "chart.kind"]) {
            let expected = (at.to_owned(), error::CHART_NUMBERS_DO_NOT_ADD_UP);
            assert_eq!(one(settings, path, chart), [expected], "{settings} at {path}: {chart}");
        }
        assert!(one(settings, path, "kind = \"bar\"").is_empty(), "{settings}: each its own bar");
    }
}

#[test]
fn a_choice_is_written_by_its_code_or_with_its_words_and_kept_so() {
    let values = "values = [\"A\", { code = \"B\", sv = \"Be\", en = \"Bee\" }]";
    let definition = with(&parameter(&format!("name = \"x\"\nkind = \"enum\"\n{values}")));
    let read = &definition.parameters[0].values;
    assert_eq!(read.iter().map(Value::label).collect::<Vec<_>>(), [Text::new("A", "A"), Text::new("Be", "Bee")]);
    let json = serde_json::to_value(read).expect("JSON");
    assert_eq!(json, serde_json::json!(["A", { "code": "B", "sv": "Be", "en": "Bee" }]));
    assert_eq!(&serde_json::from_value::<Vec<Value>>(json).expect("choices"), read);
}

#[test]
fn a_name_is_told_from_others_by_the_id_or_the_code_beside_it() {
    let columns: Vec<Column> = [
        ("effort", "effort.title"),
        ("effort_status", "effort.status"),
        ("effort_code", "effort.code"),
        ("effort_id", "effort.id"),
        ("project", "/projects.nodes.name"),
        ("project_id", "/projects.nodes.id"),
        ("skill", "key[0].label"),
        ("skill_code", "key[0].code"),
        ("other_skill", "key[1].label"),
        ("need", "title"),
        ("hub_id", "hub.id"),
    ]
    .into_iter()
    .map(|(name, path)| {
        let toml = format!("name = \"{name}\"\npath = \"{path}\"\ntype = \"text\"\nlabel = {TEXT}\n");
        toml::from_str(&toml).unwrap_or_else(|error| panic!("{error}"))
    })
    .collect();
    let keys = columns.iter().filter_map(|column| Some((column.name.as_str(), column.key(&columns)?.name.as_str())));
    let expected = [("effort", "effort_id"), ("project", "project_id"), ("skill", "skill_code")];
    assert_eq!(keys.collect::<Vec<_>>(), expected);
}

#[test]
fn open_questions_have_metadata_and_the_others_none() {
    let open = Definition { open: true, ..with(COLUMN) };
    assert_eq!(refused("{ a }", open)[0].1, error::OPEN_QUESTION_NEEDS_DCAT);
    let dcat = |theme: &str| format!("{COLUMN}[dcat]\nthemes = [{theme}]\nperiodicity = \"CONT\"\nlicence = \"CC0\"\n");
    assert_eq!(rules("{ a }", &dcat("\"SOCI\"")), [error::DCAT_IS_FOR_OPEN_QUESTIONS]);
    for theme in ["\"soci\"", ""] {
        let open = Definition { open: true, ..with(&dcat(theme)) };
        assert_eq!(refused("{ a }", open)[0].1, error::DCAT_THEME_IS_UNKNOWN);
    }
}
