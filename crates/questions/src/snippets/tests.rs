use chrono::NaiveDate;
use kernel::Lang;

use super::*;
use crate::catalogue;

fn arguments(question: &Question, pairs: &[(&str, &str)]) -> Arguments {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    question.read_parameters(pairs.iter().copied(), today).expect("parameters")
}

const KINDS: [&str; 9] = ["text", "code", "integer", "count", "decimal", "percent", "date", "datetime", "boolean"];

/// A question with a column of each kind; an open one has no secrets.
fn question(open: bool) -> Question {
    let text = |text: &str| format!("{{ sv = \"{text}\", en = \"{text}\" }}");
    let mut toml = format!("version = 1\ntheme = \"behov\"\nopen = {open}\nrows = \"needs.nodes\"\n");
    toml += &format!("title = {}\ningress = {}\n", text("Behov?"), text("Behoven."));
    let parameters = [("council", "rad", "kind = \"text\""), ("branch", "bransch", "kind = \"text\"\nlist = true")];
    for (name, address, settings) in parameters {
        let label = text(name);
        toml += &format!("[[parameter]]\nname = \"{name}\"\naddress = \"{address}\"\n{settings}\nlabel = {label}\n");
    }
    for kind in KINDS {
        let label = text(kind);
        toml += &format!("[[column]]\nname = \"a_{kind}\"\npath = \"a\"\ntype = \"{kind}\"\nlabel = {label}\n");
    }
    if open {
        toml += "[dcat]\nthemes = [\"SOCI\"]\nperiodicity = \"CONT\"\nlicence = \"CC0\"\n";
    }
    let definition = catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}"));
    Question::new("vilka-behov", "query($council: ID, $branch: [ID!]) { a }", definition).expect("a question")
}

fn code(open: bool, pairs: &[(&str, &str)], tool: Tool) -> String {
    let question = question(open);
    let arguments = arguments(&question, pairs);
    let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
    about.snippet(tool).code.expect("code")
}

const ASKED: [(&str, &str); 3] = [("rad", "GR \"Väst\" #(x) 'y'"), ("bransch", "ic_1"), ("bransch", "ic_2")];

#[test]
fn each_tool_is_told_what_to_paste() {
    let tools = [Tool::PowerQuery, Tool::Python, Tool::R, Tool::DuckDb, Tool::Curl];
    let all = tools.map(|tool| format!("-- {tool}\n{}", code(false, &ASKED, tool)));
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn each_tool_has_steps_in_both_languages() {
    let question = question(false);
    let arguments = arguments(&question, &ASKED);
    for lang in [Lang::Sv, Lang::En] {
        let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang };
        let snippets = about.snippets();
        assert_eq!(snippets.len(), Tool::ALL.len());
        for snippet in snippets {
            assert!(
                !snippet.steps.is_empty() && snippet.steps.iter().all(|step| !step.is_empty()),
                "{:?}",
                snippet.tool
            );
        }
    }
}

#[test]
fn excel_is_led_to_the_workbook_here_and_in_the_readme() {
    let question = question(false);
    let arguments = arguments(&question, &[("rad", "GR")]);
    for lang in [Lang::Sv, Lang::En] {
        let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang };
        let steps = about.snippet(Tool::Excel).steps.join("\n");
        assert!(steps.contains("https://nav.example/fragor/vilka-behov.xlsx?rad=GR"), "{steps}");
        assert_eq!(steps.matches("/fragor/").count(), 1, "{steps}");
    }
    let readme = include_str!("../../README.md");
    let (_, line) = readme.split_once("\n- **Excel**:").expect("a line for Excel");
    let line = line.split("\n- **").next().unwrap_or_default();
    let addresses: Vec<&str> = line.split('`').filter(|text| text.contains("/fragor/")).collect();
    assert!(!addresses.is_empty() && addresses.iter().all(|address| address.ends_with(".xlsx")), "{line}");
}

#[test]
fn the_token_is_a_placeholder_and_never_in_an_address() {
    for tool in Tool::ALL {
        let question = question(false);
        let arguments = arguments(&question, &ASKED);
        let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
        let Some(code) = about.snippet(*tool).code else { continue };
        for address in code.split("https://").skip(1) {
            let address = address.split(['"', '\'']).next().unwrap_or_default();
            assert!(!address.contains("DIN_TOKEN") && !address.contains('@'), "{tool}: {address}");
        }
    }
}

#[test]
fn an_open_question_asks_for_no_token() {
    for tool in Tool::ALL.iter().filter(|tool| **tool != Tool::Excel) {
        let code = code(true, &[], *tool);
        assert!(!code.contains("TOKEN") && !code.contains("auth") && !code.contains("SECRET"), "{code}");
    }
}

#[test]
fn addresses_say_the_format_and_what_was_asked() {
    let question = question(true);
    let arguments = arguments(&question, &[("rad", "GR")]);
    let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
    let address = |format| about.address(format);
    assert_eq!(address(Format::Csv), "https://nav.example/fragor/vilka-behov.csv?rad=GR");
    assert_eq!(address(Format::CsvSwedish), "https://nav.example/fragor/vilka-behov.csv?format=svensk&rad=GR");
}

#[test]
fn codes_keep_their_zeros_in_every_tool() {
    let question = question(true);
    let arguments = arguments(&question, &[]);
    let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
    for snippet in about.snippets() {
        let said = format!("{}\n{}", snippet.steps.join("\n"), snippet.code.unwrap_or_default());
        let typed = said.contains(".xlsx") || said.contains(".parquet");
        let told = said.contains("\"a_code\", type text") || said.contains("a_code = col_character()");
        assert!(typed || told, "{}: {said}", snippet.tool);
    }
}
