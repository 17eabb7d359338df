//! What stands for an object among others: the values of its title's selection, in that order and as readers write them.

use graph::{Shown, ShownObject};
use kernel::{Label, Lang};
use serde_json::Value;

use super::{choices, of_type, words};

/// Characters of a text within a title.
const MOST: usize = 90;

/// Letters of the end of an id that tell one from another.
const END: usize = 6;
/// The field of how many lack a level, and what they are below.
const BELOW: &str = "below";
const BELOW_WHAT: Label = Label { sv: "under kravet", en: "below the demand" };

/// The end of an id.
pub(super) fn end(id: &str) -> &str {
    &id[id.len().saturating_sub(END)..]
}

/// A field of a selection, with those selected below it.
struct Selected<'s> {
    name: &'s str,
    below: Vec<Selected<'s>>,
}

fn read<'s>(words: &mut impl Iterator<Item = &'s str>) -> Vec<Selected<'s>> {
    let mut fields: Vec<Selected<'_>> = Vec::new();
    while let Some(word) = words.next() {
        match (word, fields.last_mut()) {
            ("}", _) => break,
            ("{", Some(last)) => last.below = read(words),
            (name, _) => fields.push(Selected { name, below: Vec::new() }),
        }
    }
    fields
}

/// What `node` is called by this selection, without what names the object with the id `here`, on whose page it stands.
pub(super) fn of(
    object: Option<&'static ShownObject>,
    selection: &str,
    node: &Value,
    here: Option<&str>,
    lang: Lang,
) -> String {
    let mut parts = Vec::new();
    told(object, &read(&mut selection.split_whitespace()), node, here, lang, &mut parts);
    parts.join(" · ")
}

fn told(
    object: Option<&'static ShownObject>,
    selected: &[Selected<'_>],
    node: &Value,
    here: Option<&str>,
    lang: Lang,
    parts: &mut Vec<String>,
) {
    for Selected { name, below } in selected.iter().filter(|selected| selected.name != "id") {
        let value = &node[name];
        let field = object.and_then(|object| object.fields.iter().find(|field| field.name == *name));
        let shown = field.map(|field| field.shown);
        match (shown, value) {
            (_, Value::Null) => {}
            (Some(Shown::Money), _) => parts.extend(value["amount"].as_str().map(|amount| words::money(amount, lang))),
            (Some(Shown::Code(_)), _) => {
                parts.extend(value["label"].as_str().or(value["code"].as_str()).map(short));
            }
            // A person who is not named is told from others by the end of her id, which says nothing of her.
            (_, Value::Object(_)) if *name == "participant" && value["name"].is_null() => {
                parts.extend(value["id"].as_str().map(|id| format!("person …{}", end(id))));
            }
            (_, Value::Object(_)) => {
                let is_here = here.is_some() && value["id"].as_str() == here;
                let of = match shown {
                    Some(Shown::One(of)) => of_type(of),
                    _ => None,
                };
                if !is_here {
                    told(of, below, value, here, lang, parts);
                }
            }
            (Some(Shown::Choice(enumeration)), Value::String(code)) => {
                parts.push(choices::of_enumeration(enumeration, code, lang));
            }
            // That something is as it is expected to be tells nothing apart.
            (Some(Shown::YesNo), Value::Bool(false)) => {
                let not = Label { sv: "ej", en: "not" }.get(lang);
                let label = field.map(|field| words::label(field.about, lang).0.to_lowercase());
                parts.extend(label.map(|label| format!("{not} {label}")));
            }
            (Some(Shown::Instant), Value::String(text)) => parts.push(words::moment(text)),
            (_, Value::String(text)) => parts.push(short(text)),
            (_, Value::Number(number)) if *name == BELOW => {
                parts.push(format!("{} {}", words::number(&number.to_string(), lang), BELOW_WHAT.get(lang)));
            }
            (_, Value::Number(number)) => parts.push(words::number(&number.to_string(), lang)),
            _ => {}
        }
    }
}

/// A text within a title, cut between letters.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_title_says_what_tells_apart_and_not_whose_page_it_stands_on() {
        let partner = of_type("ProjectPartner");
        let selection = partner.expect("a type").title;
        let node = json!({
            "id": "partner_1", "part": "PARTNER",
            "project": { "id": "project_1", "name": "Smart kompetens" },
            "organisation": { "id": "org_1", "name": "Göteborgsregionen" },
        });
        let told = |here| of(partner, selection, &node, here, Lang::Sv);
        assert!(told(None).starts_with("Göteborgsregionen · Smart kompetens"));
        assert!(told(Some("org_1")).starts_with("Smart kompetens"));
        let presence = of_type("MeetingPresence");
        let title = presence.expect("a type").title;
        let node = |attended: bool| json!({ "attended": attended, "standing": "MEMBER" });
        let told = |attended, lang| of(presence, title, &node(attended), None, lang);
        assert_eq!(
            (told(true, Lang::Sv), told(false, Lang::Sv)),
            ("Ordinarie".to_owned(), "Ordinarie · ej närvarande".to_owned())
        );
        assert_eq!(told(false, Lang::En), "Member · not present");
        let note = of_type("ItemNote");
        let withdrawn = json!({ "kind": "AWAY", "status": "WITHDRAWN" });
        assert_eq!(of(note, note.expect("a type").title, &withdrawn, None, Lang::Sv), "Inte i rummet · Återtagen");
        let enrolment = of_type("Enrolment");
        let node = json!({
            "id": "enrolment_1", "status": "COMPLETED", "participant": { "name": null },
            "effort": { "id": "effort_1", "title": "Svets" }, "occasion": { "id": "occasion_1", "startsOn": "2021-03-01" }, "organisation": null,
        });
        let title = enrolment.expect("a type").title;
        assert_eq!(of(enrolment, title, &node, None, Lang::Sv), "Svets · 2021-03-01 · Slutförd");
        let told = |person: Value| {
            let node = json!({ "id": "enrolment_1", "status": "COMPLETED", "participant": person });
            of(enrolment, title, &node, None, Lang::Sv)
        };
        assert_eq!(told(json!({ "id": "person_01abcdefg" })), "person …bcdefg · Slutförd");
        assert_eq!(told(json!({ "id": "person_01abcdefg", "name": "Ada Berg" })), "Ada Berg · Slutförd");
    }

    #[test]
    fn two_demands_of_one_role_are_told_apart_by_their_skills() {
        let of_skill = |of_what: &str, level: &str, skill: &str| {
            let object = of_type(of_what);
            let node =
                json!({ "id": "x_1", "roleTitle": "Operatör", "skill": { "code": "a", "label": skill }, level: 3 });
            of(object, object.expect("a type").title, &node, None, Lang::Sv)
        };
        assert_eq!(of_skill("SkillRequirement", "level", "Robotteknik"), "Operatör · Robotteknik · 3");
        assert_eq!(of_skill("SkillGap", "requiredLevel", "CNC-programmering"), "Operatör · CNC-programmering · 3");
        let gap = of_type("SkillGap");
        let counted = json!({ "roleTitle": "Operatör", "skill": { "code": "a", "label": "Robotteknik" },
            "requiredLevel": 3, "below": 7 });
        let told = |lang| of(gap, gap.expect("a type").title, &counted, None, lang);
        assert_eq!(told(Lang::Sv), "Operatör · Robotteknik · 3 · 7 under kravet");
        assert_eq!(told(Lang::En), "Operatör · Robotteknik · 3 · 7 below the demand");
        let line = of_type("PlanLine");
        let node = json!({ "action": "Lär alla", "skill": { "code": "a", "label": "Robotteknik" } });
        assert_eq!(of(line, line.expect("a type").title, &node, None, Lang::Sv), "Lär alla · Robotteknik");
        let assessment = of_type("SkillAssessment");
        let node = json!({ "id": "x_1", "employee": { "id": "employee_1", "reference": "R-1001" },
            "skill": { "code": "a", "label": "Robotteknik" }, "assessedOn": "2026-08-02" });
        let told = of(assessment, assessment.expect("a type").title, &node, None, Lang::Sv);
        assert_eq!(told, "R-1001 · Robotteknik · 2026-08-02");
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        assert_eq!(short(&"å".repeat(91)).chars().count(), 92);
        assert_eq!(short("å"), "å");
    }
}
