use chrono::NaiveDate;
use kernel::Lang;

use super::*;
use crate::Catalogue;

fn arguments(question: &Question, pairs: &[(&str, &str)]) -> Arguments {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    question.read_parameters(pairs.iter().copied(), today).expect("parameters")
}

fn question(slug: &str) -> Question {
    Catalogue::built_in().expect("the library").get(slug).expect("a question").clone()
}

const NEEDS: &str = "behov-per-branschrad";

fn code(slug: &str, pairs: &[(&str, &str)], tool: Tool) -> String {
    let question = question(slug);
    let arguments = arguments(&question, pairs);
    let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
    about.snippet(tool).code.expect("code")
}

const ASKED: [(&str, &str); 3] = [("rad", "counc_1"), ("branschrad", "ic_1"), ("branschrad", "ic_2")];

#[test]
fn each_tool_is_told_what_to_paste() {
    let tools = [Tool::PowerQuery, Tool::Python, Tool::R, Tool::DuckDb, Tool::Curl];
    let all = tools.map(|tool| format!("-- {tool}\n{}", code(NEEDS, &ASKED, tool)));
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn each_tool_has_steps_in_both_languages() {
    let question = question(NEEDS);
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
fn the_token_is_a_placeholder_and_never_in_an_address() {
    for tool in Tool::ALL {
        let question = question(NEEDS);
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
        let code = code("projekt-i-korthet", &[], *tool);
        assert!(!code.contains("TOKEN") && !code.contains("auth") && !code.contains("SECRET"), "{code}");
    }
}

#[test]
fn addresses_say_the_format_and_what_was_asked() {
    let question = question("projekt-i-korthet");
    let arguments = arguments(&question, &[("programperiod", "2014-2020")]);
    let about = Use { question: &question, arguments: &arguments, host: "https://nav.example", lang: Lang::Sv };
    let address = |format| about.address(format);
    assert_eq!(address(Format::Csv), "https://nav.example/fragor/projekt-i-korthet.csv?programperiod=2014-2020");
    assert_eq!(
        address(Format::CsvSwedish),
        "https://nav.example/fragor/projekt-i-korthet.csv?format=svensk&programperiod=2014-2020"
    );
}
