//! What happened before a council's meeting, from what the reader reaches: whoever does not reach the meeting is told as if there
//! were none.

use access::{Action, Anchors, view};
use chrono::NaiveDate;
use graph::{Shown, ShownObject};
use kernel::{Label, Lang, id::CouncilId};
use serde_json::{Value, json};
use web::{
    commands::{BriefedMeeting, BriefingCell, BriefingLine, BriefingPage, BriefingSection, Link},
    port::Refusal,
};

use super::{CommandService, Reader, by_id, choices, of_id, of_type, words};

/// What a briefing can be asked by: an id's prefix, and the argument that takes it.
const ASKED_BY: [(&str, &str); 3] =
    [("councilmeeting", "meetingId"), ("council", "councilId"), ("branch", "industryCouncilId")];
const BEFORE_IT: Label = Label { sv: "Inför mötet", en: "Before the meeting" };
const BEFORE_THE_NEXT: Label = Label { sv: "Inför nästa möte", en: "Before the next meeting" };

/// Where the briefing of a meeting is found, or of the next of a council.
pub(super) fn link(id: &str, lang: Lang) -> Link {
    let label = if id.starts_with("councilmeeting_") { BEFORE_IT } else { BEFORE_THE_NEXT };
    Link { label: label.get(lang).to_owned(), address: format!("/infor/{id}") }
}

/// As [`link`], of a council or an industry council whose meetings the reader is told of.
pub(super) fn of_body(reader: &Reader, object: &ShownObject, id: &str, node: &Value) -> Option<Link> {
    let council = if object.name == "Council" { Some(id) } else { node["council"]["id"].as_str() };
    let own = Anchors { council: council.and_then(CouncilId::parse), ..Anchors::default() };
    view(&reader.request, Action::ReadMeetings).covers(&own).then(|| link(id, reader.lang()))
}

/// Everything that the page shows; `of` is the argument that the id is for.
fn document(of: &str) -> String {
    format!(
        "query($id: ID!) {{
            body: node(id: $id) {{ id ... on Council {{ name }} ... on IndustryCouncil {{ name }} }}
            meetingBriefing({of}: $id) {{
                meeting {{ id title meetsOn council {{ id name }} industryCouncil {{ id name }} }}
                previous {{ id title meetsOn }}
                newsByIndustry {{ industry {{ code label }} needs peopleNeeded signals }}
                newNeeds(first: 50) {{ totalCount nodes {{ id title status reportedOn peopleNeeded industryCouncil {{ name }} }} }}
                newSignals(first: 50) {{ totalCount nodes {{ id title status capturedOn relevanceMedian }} }}
                progress {{ isCut moves {{ from to needs }} needs(first: 50) {{ statusThen statusNow changedOn need {{ id title }} }} }}
                decisions(first: 50) {{ totalCount nodes {{ id item {{ title }} text status decidedOn executedOn endorses {{ {NEED} }}
                    endorsements(first: 5) {{ nodes {{ need {{ {NEED} }} }} }} }} }}
                goals(first: 50) {{ valueThen valueNow wayGone goal {{ id title unit target dueOn }} }}
                projects(first: 20) {{ totalCount nodes {{ id name plannedParticipants participantCount {{ value status }}
                    targets(first: 1, filter: {{ kind: {{ eq: PARTICIPANTS }} }}) {{ nodes {{ value }} }} }} }}
            }}
        }}"
    )
}

/// What came of a need that a decision was about.
const NEED: &str = "id title status efforts(first: 5) { nodes { id title status } }";

impl CommandService {
    pub(super) async fn briefing_page(&self, reader: &Reader, id: &str) -> Result<BriefingPage, Refusal> {
        let (prefix, _) = id.split_once('_').ok_or(Refusal::Unknown)?;
        let (_, of) = ASKED_BY.iter().find(|(known, _)| *known == prefix).ok_or(Refusal::Unknown)?;
        of_id(id).ok_or(Refusal::Unknown)?;
        let found = self.ask(reader, &document(of), by_id(id)).await?;
        let briefing = &found["meetingBriefing"];
        let meeting = met(&briefing["meeting"]);
        let council = &briefing["meeting"]["council"];
        let industry_council = &briefing["meeting"]["industryCouncil"];
        let body = [industry_council, council, &found["body"]].into_iter().find(|body| body["name"].is_string());
        let body = body.ok_or(Refusal::Unknown)?;
        let lang = reader.lang();
        Ok(BriefingPage {
            body: text(&body["name"]),
            body_id: text(&body["id"]),
            previous: met(&briefing["previous"]),
            sections: meeting.iter().flat_map(|_| sections(briefing, lang)).collect(),
            meeting,
        })
    }
}

fn met(node: &Value) -> Option<BriefedMeeting> {
    let meets_on: NaiveDate = node["meetsOn"].as_str()?.parse().ok()?;
    Some(BriefedMeeting { id: text(&node["id"]), title: text(&node["title"]), meets_on })
}

fn sections(briefing: &Value, lang: Lang) -> [BriefingSection; 7] {
    [
        news(&briefing["newsByIndustry"], lang),
        new_needs(&briefing["newNeeds"], lang),
        new_signals(&briefing["newSignals"], lang),
        progress(&briefing["progress"], lang),
        decisions(&briefing["decisions"], lang),
        goals(&briefing["goals"], lang),
        projects(&briefing["projects"], lang),
    ]
}

/// A part of the briefing, in this language.
fn section(
    lang: Lang,
    heading: Label,
    columns: &[Label],
    rows: &Value,
    row: impl Fn(&Value) -> Vec<BriefingCell>,
) -> BriefingSection {
    BriefingSection {
        heading: heading.get(lang).to_owned(),
        note: None,
        columns: columns.iter().map(|column| column.get(lang).to_owned()).collect(),
        rows: rows.as_array().into_iter().flatten().map(row).collect(),
        total: None,
    }
}

/// As [`section`], of the first page of a list.
fn listed(
    lang: Lang,
    heading: Label,
    columns: &[Label],
    list: &Value,
    row: impl Fn(&Value) -> Vec<BriefingCell>,
) -> BriefingSection {
    let total = list["totalCount"].as_u64();
    BriefingSection { total, ..section(lang, heading, columns, &list["nodes"], row) }
}

fn news(rows: &Value, lang: Lang) -> BriefingSection {
    const UNCODED: Label = Label { sv: "Utan bransch", en: "Without an industry" };
    let columns = [
        Label { sv: "Bransch", en: "Industry" },
        Label { sv: "Nya behov", en: "New needs" },
        Label { sv: "Personer som behövs", en: "People needed" },
        Label { sv: "Nya signaler", en: "New signals" },
    ];
    section(lang, Label { sv: "Nytt efter bransch", en: "News by industry" }, &columns, rows, |row| {
        let industry = match row["industry"]["label"].as_str() {
            Some(label) => words::coded(label, row["industry"]["code"].as_str().unwrap_or_default()),
            None => UNCODED.get(lang).to_owned(),
        };
        let number = |name: &str| numeric(&row[name], lang);
        vec![plain(&industry), number("needs"), number("peopleNeeded"), number("signals")]
    })
}

fn new_needs(list: &Value, lang: Lang) -> BriefingSection {
    let columns = [
        Label { sv: "Behov", en: "Need" },
        Label { sv: "Branschråd", en: "Industry council" },
        Label { sv: "Anmält den", en: "Reported on" },
        Label { sv: "Personer som behövs", en: "People needed" },
        Label { sv: "Status", en: "Status" },
    ];
    listed(lang, Label { sv: "Nya behov", en: "New needs" }, &columns, list, |row| {
        vec![
            linked(row, "title"),
            plain(&text(&row["industryCouncil"]["name"])),
            plain(&text(&row["reportedOn"])),
            numeric(&row["peopleNeeded"], lang),
            plain(&state("Need", &row["status"], lang)),
        ]
    })
}

fn new_signals(list: &Value, lang: Lang) -> BriefingSection {
    let columns = [
        Label { sv: "Signal", en: "Signal" },
        Label { sv: "Fångad den", en: "Captured on" },
        Label { sv: "Relevansens median", en: "Median relevance" },
        Label { sv: "Status", en: "Status" },
    ];
    listed(lang, Label { sv: "Nya signaler", en: "New signals" }, &columns, list, |row| {
        vec![
            linked(row, "title"),
            plain(&text(&row["capturedOn"])),
            decimal(&row["relevanceMedian"], lang),
            plain(&state("Signal", &row["status"], lang)),
        ]
    })
}

fn progress(progress: &Value, lang: Lang) -> BriefingSection {
    const CUT: Label =
        Label { sv: "Fler steg har tagits än som räknats här.", en: "More steps were taken than are counted here." };
    let columns = [
        Label { sv: "Behov", en: "Need" },
        Label { sv: "Status vid förra mötet", en: "Status at the last meeting" },
        Label { sv: "Status inför mötet", en: "Status before the meeting" },
        Label { sv: "Senaste steget", en: "Latest step" },
    ];
    let heading = Label { sv: "Behovens väg", en: "How far needs have come" };
    let told = section(lang, heading, &columns, &progress["needs"], |row| {
        vec![
            linked(&row["need"], "title"),
            plain(&state("Need", &row["statusThen"], lang)),
            plain(&state("Need", &row["statusNow"], lang)),
            plain(&text(&row["changedOn"])),
        ]
    });
    let moves = progress["moves"].as_array().into_iter().flatten();
    let sums: Vec<String> = moves
        .map(|one| {
            let (from, to) = (state("Need", &one["from"], lang), state("Need", &one["to"], lang));
            format!("{from} → {}: {}", to.to_lowercase(), one["needs"])
        })
        .collect();
    let all: u64 = progress["moves"].as_array().into_iter().flatten().filter_map(|one| one["needs"].as_u64()).sum();
    let cut = (progress["isCut"] == true).then(|| CUT.get(lang).to_owned());
    let note = (!sums.is_empty()).then(|| sums.join("; ") + ".").into_iter().chain(cut).collect::<Vec<_>>().join(" ");
    BriefingSection { note: Some(note).filter(|note| !note.is_empty()), total: Some(all), ..told }
}

fn decisions(list: &Value, lang: Lang) -> BriefingSection {
    let columns = [
        Label { sv: "Beslut", en: "Decision" },
        Label { sv: "Beslutat den", en: "Decided on" },
        Label { sv: "Läge", en: "State" },
        Label { sv: "Vad det ledde till", en: "What came of it" },
    ];
    listed(lang, Label { sv: "Beslut att följa upp", en: "Decisions to follow up" }, &columns, list, |row| {
        let executed = row["executedOn"].as_str().map(|day| format!(" {day}")).unwrap_or_default();
        let mut decision = linked(&json!({ "id": row["id"], "title": row["item"]["title"] }), "title");
        decision.lines.push(BriefingLine { text: text(&row["text"]), leads_to: None });
        vec![
            decision,
            plain(&text(&row["decidedOn"])),
            plain(&(state("CouncilDecision", &row["status"], lang) + &executed)),
            came_of(row, lang),
        ]
    })
}

/// The needs that a decision was about, each once and with the efforts that answer it.
fn came_of(decision: &Value, lang: Lang) -> BriefingCell {
    let endorsed = decision["endorsements"]["nodes"].as_array().into_iter().flatten().map(|one| &one["need"]);
    let mut lines: Vec<BriefingLine> = Vec::new();
    for need in std::iter::once(&decision["endorses"]).chain(endorsed).filter(|need| need["id"].is_string()) {
        if lines.iter().any(|line| line.leads_to.as_deref() == need["id"].as_str()) {
            continue;
        }
        lines.push(stated(need, "Need", lang));
        let efforts = need["efforts"]["nodes"].as_array().into_iter().flatten();
        lines.extend(efforts.map(|effort| stated(effort, "Effort", lang)));
    }
    BriefingCell { lines, is_number: false }
}

fn stated(node: &Value, of: &str, lang: Lang) -> BriefingLine {
    let state = state(of, &node["status"], lang).to_lowercase();
    BriefingLine { text: format!("{} ({state})", text(&node["title"])), leads_to: Some(text(&node["id"])) }
}

fn goals(rows: &Value, lang: Lang) -> BriefingSection {
    let columns = [
        Label { sv: "Mål", en: "Goal" },
        Label { sv: "Värde vid förra mötet", en: "Value at the last meeting" },
        Label { sv: "Värde inför mötet", en: "Value before the meeting" },
        Label { sv: "Målvärde", en: "Target" },
        Label { sv: "Avverkad del av vägen", en: "Share of the way covered" },
        Label { sv: "Senast den", en: "By this day" },
    ];
    section(lang, Label { sv: "Handlingsplanens mål", en: "Goals of the action plan" }, &columns, rows, |row| {
        let goal = &row["goal"];
        let target = format!("{} {}", told(&goal["target"], lang), text(&goal["unit"]));
        let gone = row["wayGone"].as_f64().map(|gone| words::percent(gone, lang)).unwrap_or_default();
        vec![
            linked(goal, "title"),
            numeric(&row["valueThen"], lang),
            numeric(&row["valueNow"], lang),
            plain(&target),
            plain(&gone),
            plain(&text(&goal["dueOn"])),
        ]
    })
}

fn projects(list: &Value, lang: Lang) -> BriefingSection {
    const PROTECTED: Label = Label {
        sv: "Tal om andras deltagare är skyddade och gäller till och med senaste årsskiftet; 0 betyder inga eller få.",
        en: "Numbers of others' participants are protected and as of the last turn of the year; 0 means none or few.",
    };
    const HIDDEN: Label = Label { sv: "Visas inte", en: "Not shown" };
    let columns = [
        Label { sv: "Projekt", en: "Project" },
        Label { sv: "Deltagare", en: "Participants" },
        Label { sv: "Mål", en: "Target" },
    ];
    let heading = Label { sv: "Deltagare mot mål", en: "Participants against targets" };
    let told = listed(lang, heading, &columns, list, |row| {
        let count = match &row["participantCount"]["value"] {
            Value::Null => plain(HIDDEN.get(lang)),
            value => numeric(value, lang),
        };
        let target = [&row["targets"]["nodes"][0]["value"], &row["plannedParticipants"]];
        let target = target.into_iter().find(|target| !target.is_null()).unwrap_or(&Value::Null);
        vec![linked(row, "name"), count, numeric(target, lang)]
    });
    let nodes = || list["nodes"].as_array().into_iter().flatten();
    let is_protected = nodes().any(|row| row["participantCount"]["status"] != json!("EXACT"));
    BriefingSection { note: is_protected.then(|| PROTECTED.get(lang).to_owned()), ..told }
}

/// What a state of an object of this type is called.
fn state(of: &str, value: &Value, lang: Lang) -> String {
    let status = of_type(of).and_then(|object| object.fields.iter().find(|field| field.name == "status"));
    match (status.map(|field| field.shown), value.as_str()) {
        (Some(Shown::Choice(enumeration)), Some(code)) => choices::of_enumeration(enumeration, code, lang),
        _ => String::new(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A number as it is written, nothing where there is none.
fn told(value: &Value, lang: Lang) -> String {
    value.as_i64().map(|number| words::number(&number.to_string(), lang)).unwrap_or_default()
}

fn cell(text: String, leads_to: Option<String>, is_number: bool) -> BriefingCell {
    BriefingCell { lines: vec![BriefingLine { text, leads_to }], is_number }
}

fn plain(text: &str) -> BriefingCell {
    cell(text.to_owned(), None, false)
}

fn numeric(value: &Value, lang: Lang) -> BriefingCell {
    cell(told(value, lang), None, true)
}

/// As [`numeric`], with decimals.
fn decimal(value: &Value, lang: Lang) -> BriefingCell {
    cell(value.as_f64().map(|number| words::decimal(number, lang)).unwrap_or_default(), None, true)
}

/// What an object is called by this field, as a link to its page.
fn linked(node: &Value, name: &str) -> BriefingCell {
    cell(text(&node[name]), node["id"].as_str().map(str::to_owned), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_told_once_with_its_efforts() {
        let need = json!({ "id": "need_1", "title": "Svetsare", "status": "IN_ACTION", "efforts": { "nodes": [
            { "id": "effort_1", "title": "Svetsning", "status": "RUNNING" }] } });
        let decision = json!({ "endorses": need, "endorsements": { "nodes": [{ "need": need }, { "need": null }] } });
        let told: Vec<_> = came_of(&decision, Lang::Sv).lines.into_iter().map(|line| line.text).collect();
        assert_eq!(told, ["Svetsare (under åtgärd)", "Svetsning (pågår)"]);
        assert_eq!(came_of(&json!({}), Lang::Sv), BriefingCell::default());
    }

    #[test]
    fn what_is_hidden_is_said_to_be() {
        let row = |value: Value, status: &str| {
            json!({ "id": "project_1", "name": "P", "plannedParticipants": 1750,
            "participantCount": { "value": value, "status": status }, "targets": { "nodes": [] } })
        };
        let shown = |value: Value, status: &str| {
            let told = projects(&json!({ "totalCount": 1, "nodes": [row(value, status)] }), Lang::En);
            (told.rows[0][1].lines[0].text.clone(), told.rows[0][2].lines[0].text.clone(), told.note.is_some())
        };
        assert_eq!(shown(json!(1200), "EXACT"), ("1200".to_owned(), "1750".to_owned(), false));
        assert_eq!(shown(json!(1200), "PERTURBED"), ("1200".to_owned(), "1750".to_owned(), true));
        assert_eq!(shown(Value::Null, "WITHHELD"), ("Not shown".to_owned(), "1750".to_owned(), true));
    }
}
