//! The words of the API: every enumeration and every code, in both languages, for anyone.

use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![enumerations_have_their_words, codes_of_errors_have_their_texts]
}

async fn enumerations_have_their_words(app: App) {
    let asked = "query($names: [String!]) { enumerations(names: $names) { name values { code sv: label(lang: SV) en: label(lang: EN) } } }";
    let data = app.anonymous().ask(asked, json!({ "names": ["EnrolmentStatus"] })).await;
    let found = data["enumerations"].as_array().expect("a list");
    assert_eq!(found.len(), 1, "{data:#}");
    let values = found[0]["values"].as_array().expect("values");
    assert!(values.contains(&json!({ "code": "CONFIRMED", "sv": "Antagen", "en": "Confirmed" })), "{data:#}");

    let all = app.anonymous().ask(asked, json!({})).await;
    let all = all["enumerations"].as_array().expect("a list");
    // What inputs take and lists are ordered by is told as what answers show.
    let data = app.anonymous().ask(asked, json!({ "names": ["NeedSettlement", "Language", "NeedOrderField"] })).await;
    let of = |at: usize| data["enumerations"][at]["values"].as_array().expect("values").clone();
    assert!(of(0).contains(&json!({ "code": "SV", "sv": "Svenska", "en": "Swedish" })), "{data:#}");
    assert!(of(1).contains(&json!({ "code": "REPORTED_ON", "sv": "Anmält den", "en": "Reported on" })), "{data:#}");
    assert!(of(2).contains(&json!({ "code": "MET", "sv": "Tillgodosett", "en": "Met" })), "{data:#}");
    // Just those that the schema has, and all of them, value by value.
    let kinds = "{ __schema { types { name kind enumValues { name } } } }";
    let schema = app.speak_as("demo-hub-manager").ask(kinds, json!({})).await;
    let types = schema["__schema"]["types"].as_array().expect("types");
    let own = types.iter().filter(|of| of["kind"] == "ENUM").filter_map(|of| of["name"].as_str());
    let own: Vec<&str> = own.filter(|name| !name.starts_with("__")).collect();
    let told: Vec<&str> = all.iter().filter_map(|told| told["name"].as_str()).collect();
    let left_out: Vec<&&str> = own.iter().filter(|name| !told.contains(name)).collect();
    assert!(left_out.is_empty() && told.len() == own.len() && own.len() > 150, "{left_out:?} of {}", own.len());
    for told in all {
        let of =
            types.iter().find(|of| of["name"] == told["name"]).unwrap_or_else(|| panic!("{} is no type", told["name"]));
        let mut names: Vec<_> =
            of["enumValues"].as_array().expect("values").iter().map(|value| &value["name"]).collect();
        let mut codes: Vec<_> = told["values"].as_array().expect("values").iter().map(|value| &value["code"]).collect();
        names.sort_unstable_by_key(|name| name.as_str());
        codes.sort_unstable_by_key(|code| code.as_str());
        assert_eq!(codes, names, "{}", told["name"]);
        for word in told["values"].as_array().expect("values") {
            let says = |lang: &str| word[lang].as_str().is_some_and(|text| !text.is_empty());
            assert!(says("sv") && says("en"), "{}: {word}", told["name"]);
        }
    }
    for strange in ["NoSuchThing", "Need", "__TypeKind", "needStatus", ""] {
        let (_, answer) = app.anonymous().answer(asked, json!({ "names": ["NeedStatus", strange] })).await;
        let told = &answer["errors"][0]["extensions"];
        assert_eq!((&told["rule"], &told["field"]), (&json!("ENUMERATION_IS_UNKNOWN"), &json!("names.1")), "{strange}");
    }
    let many: Vec<_> = (0..101).map(|at| format!("Type{at}")).collect();
    let (_, answer) = app.anonymous().answer(asked, json!({ "names": many })).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "NUMBER_IS_OUT_OF_RANGE", "{answer:#}");
}

async fn codes_of_errors_have_their_texts(app: App) {
    let data = app.anonymous().ask("{ errorCodes { code sv: label(lang: SV) en: label(lang: EN) } }", json!({})).await;
    let codes = data["errorCodes"].as_array().expect("a list");
    assert!(codes.len() > 80, "only {} codes", codes.len());
    let names: Vec<&str> = codes.iter().map(|code| code["code"].as_str().expect("a code")).collect();
    assert!(
        names.is_sorted() && names.contains(&"VERSION_IS_STALE") && names.contains(&"NEED_IS_NOT_CODED"),
        "{names:?}"
    );
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "a code stands twice: {names:?}");
    for code in codes {
        let (sv, en) = (code["sv"].as_str().expect("Swedish"), code["en"].as_str().expect("English"));
        assert!(!sv.is_empty() && !en.is_empty() && sv != en, "{code:#}");
    }
}
