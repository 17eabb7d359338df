//! What happened before a council's meeting, from what the reader reaches: whoever does not reach the meeting is told as if there
//! were none.

use access::{Action, Anchors, view};
use chrono::NaiveDate;
use councils::meeting::paper::PaperStatus;
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
                meeting {{ id title meetsOn council {{ id name }} industryCouncil {{ id name }}
                    papers(first: 100, {LATEST}) {{ {PAPERS} }} }}
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

/// The latest edition of each paper, and what is read of a page of them.
const LATEST: &str = "filter: { superseded: { eq: false } }";
const PAPERS: &str = "pageInfo { hasNextPage endCursor } nodes { id title kind status datedOn item { title } }";

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
        let papers = self.papers_of(reader, &briefing["meeting"]).await?;
        let lang = reader.lang();
        Ok(BriefingPage {
            body: text(&body["name"]),
            body_id: text(&body["id"]),
            previous: met(&briefing["previous"]),
            sections: meeting.iter().flat_map(|_| sections(briefing, &papers, lang)).collect(),
            meeting,
        })
    }

    /// All the papers of a meeting, of which the first page was read with it.
    async fn papers_of(&self, reader: &Reader, meeting: &Value) -> Result<Vec<Value>, Refusal> {
        let first = &meeting["papers"];
        let mut papers = first["nodes"].as_array().cloned().unwrap_or_default();
        if first["pageInfo"]["hasNextPage"] == true {
            let document = format!(
                "query($id: ID!, $after: String) {{ node(id: $id) {{ ... on CouncilMeeting {{ rows: papers(first: 100, after: $after, \
                 {LATEST}) {{ {PAPERS} }} }} }} }}"
            );
            let asked = json!({ "id": meeting["id"], "after": first["pageInfo"]["endCursor"] });
            papers.extend(self.every(reader, &document, asked).await?);
        }
        Ok(papers)
    }
}

fn met(node: &Value) -> Option<BriefedMeeting> {
    let meets_on: NaiveDate = node["meetsOn"].as_str()?.parse().ok()?;
    Some(BriefedMeeting { id: text(&node["id"]), title: text(&node["title"]), meets_on })
}

fn sections(briefing: &Value, before_it: &[Value], lang: Lang) -> [BriefingSection; 8] {
    [
        papers(before_it, lang),
        news(&briefing["newsByIndustry"], lang),
        new_needs(&briefing["newNeeds"], lang),
        new_signals(&briefing["newSignals"], lang),
        progress(&briefing["progress"], lang),
        decisions(&briefing["decisions"], lang),
        goals(&briefing["goals"], lang),
        projects(&briefing["projects"], lang),
    ]
}

/// A column: what it is called, and what stands there of a row.
type Column = (Label, fn(&Value, Lang) -> BriefingCell);

/// A part of the briefing, in this language.
fn section(lang: Lang, heading: Label, rows: &Value, columns: &[Column]) -> BriefingSection {
    let row = |row: &Value| columns.iter().map(|(_, cell)| cell(row, lang)).collect();
    BriefingSection {
        heading: heading.get(lang).to_owned(),
        note: None,
        columns: columns.iter().map(|(name, _)| name.get(lang).to_owned()).collect(),
        rows: rows.as_array().into_iter().flatten().map(row).collect(),
        total: None,
    }
}

/// As [`section`], of the first page of a list.
fn listed(lang: Lang, heading: Label, list: &Value, columns: &[Column]) -> BriefingSection {
    BriefingSection { total: list["totalCount"].as_u64(), ..section(lang, heading, &list["nodes"], columns) }
}

/// What the meeting has before it.
#[rustfmt::skip]
fn papers(rows: &[Value], lang: Lang) -> BriefingSection {
    let standing = rows.iter().filter(|row| row["status"] == PaperStatus::Standing.as_str()).cloned().collect();
    section(lang, Label { sv: "Beslutsunderlag till mötet", en: "Papers of the meeting" }, &Value::Array(standing), &[
        (Label { sv: "Underlag", en: "Paper" }, |row, _| linked(row, "title")),
        (Label { sv: "Ärende", en: "Agenda item" }, |row, _| plain(&text(&row["item"]["title"]))),
        (Label { sv: "Slag", en: "Kind" }, |row, lang| plain(&named("MeetingPaper", "kind", &row["kind"], lang))),
        (Label { sv: "Daterat den", en: "Dated on" }, |row, _| plain(&text(&row["datedOn"]))),
    ])
}

#[rustfmt::skip]
fn news(rows: &Value, lang: Lang) -> BriefingSection {
    section(lang, Label { sv: "Nytt efter bransch", en: "News by industry" }, rows, &[
        (Label { sv: "Bransch", en: "Industry" }, industry),
        (Label { sv: "Nya behov", en: "New needs" }, |row, lang| numeric(&row["needs"], lang)),
        (Label { sv: "Personer som behövs", en: "People needed" }, |row, lang| numeric(&row["peopleNeeded"], lang)),
        (Label { sv: "Nya signaler", en: "New signals" }, |row, lang| numeric(&row["signals"], lang)),
    ])
}

fn industry(row: &Value, lang: Lang) -> BriefingCell {
    const UNCODED: Label = Label { sv: "Utan bransch", en: "Without an industry" };
    match row["industry"]["label"].as_str() {
        Some(label) => plain(&words::coded(label, row["industry"]["code"].as_str().unwrap_or_default())),
        None => plain(UNCODED.get(lang)),
    }
}

#[rustfmt::skip]
fn new_needs(list: &Value, lang: Lang) -> BriefingSection {
    listed(lang, Label { sv: "Nya behov", en: "New needs" }, list, &[
        (Label { sv: "Behov", en: "Need" }, |row, _| linked(row, "title")),
        (Label { sv: "Branschråd", en: "Industry council" }, |row, _| plain(&text(&row["industryCouncil"]["name"]))),
        (Label { sv: "Anmält den", en: "Reported on" }, |row, _| plain(&text(&row["reportedOn"]))),
        (Label { sv: "Personer som behövs", en: "People needed" }, |row, lang| numeric(&row["peopleNeeded"], lang)),
        (Label { sv: "Status", en: "Status" }, |row, lang| plain(&state("Need", &row["status"], lang))),
    ])
}

#[rustfmt::skip]
fn new_signals(list: &Value, lang: Lang) -> BriefingSection {
    listed(lang, Label { sv: "Nya signaler", en: "New signals" }, list, &[
        (Label { sv: "Signal", en: "Signal" }, |row, _| linked(row, "title")),
        (Label { sv: "Fångad den", en: "Captured on" }, |row, _| plain(&text(&row["capturedOn"]))),
        (Label { sv: "Relevansens median", en: "Median relevance" },
            |row, lang| decimal(&row["relevanceMedian"], lang)),
        (Label { sv: "Status", en: "Status" }, |row, lang| plain(&state("Signal", &row["status"], lang))),
    ])
}

#[rustfmt::skip]
const STEPS: [Column; 4] = [
    (Label { sv: "Behov", en: "Need" }, |row, _| linked(&row["need"], "title")),
    (Label { sv: "Status vid förra mötet", en: "Status at the last meeting" },
        |row, lang| plain(&state("Need", &row["statusThen"], lang))),
    (Label { sv: "Status inför mötet", en: "Status before the meeting" },
        |row, lang| plain(&state("Need", &row["statusNow"], lang))),
    (Label { sv: "Senaste steget", en: "Latest step" }, |row, _| plain(&text(&row["changedOn"]))),
];

fn progress(progress: &Value, lang: Lang) -> BriefingSection {
    const CUT: Label =
        Label { sv: "Fler steg har tagits än som räknats här.", en: "More steps were taken than are counted here." };
    let heading = Label { sv: "Behovens väg", en: "How far needs have come" };
    let told = section(lang, heading, &progress["needs"], &STEPS);
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

#[rustfmt::skip]
fn decisions(list: &Value, lang: Lang) -> BriefingSection {
    listed(lang, Label { sv: "Beslut att följa upp", en: "Decisions to follow up" }, list, &[
        (Label { sv: "Beslut", en: "Decision" }, |row, _| {
            let mut decision = linked(&json!({ "id": row["id"], "title": row["item"]["title"] }), "title");
            decision.lines.push(BriefingLine { text: text(&row["text"]), leads_to: None });
            decision
        }),
        (Label { sv: "Beslutat den", en: "Decided on" }, |row, _| plain(&text(&row["decidedOn"]))),
        (Label { sv: "Läge", en: "State" }, |row, lang| {
            let executed = row["executedOn"].as_str().map(|day| format!(" {day}")).unwrap_or_default();
            plain(&(state("CouncilDecision", &row["status"], lang) + &executed))
        }),
        (Label { sv: "Vad det ledde till", en: "What came of it" }, came_of),
    ])
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

#[rustfmt::skip]
fn goals(rows: &Value, lang: Lang) -> BriefingSection {
    section(lang, Label { sv: "Handlingsplanens mål", en: "Goals of the action plan" }, rows, &[
        (Label { sv: "Mål", en: "Goal" }, |row, _| linked(&row["goal"], "title")),
        (Label { sv: "Värde vid förra mötet", en: "Value at the last meeting" },
            |row, lang| numeric(&row["valueThen"], lang)),
        (Label { sv: "Värde inför mötet", en: "Value before the meeting" },
            |row, lang| numeric(&row["valueNow"], lang)),
        (Label { sv: "Målvärde", en: "Target" }, |row, lang| {
            plain(&format!("{} {}", told(&row["goal"]["target"], lang), text(&row["goal"]["unit"])))
        }),
        (Label { sv: "Avverkad del av vägen", en: "Share of the way covered" }, |row, lang| {
            plain(&row["wayGone"].as_f64().map(|gone| words::percent(gone, lang)).unwrap_or_default())
        }),
        (Label { sv: "Senast den", en: "By this day" }, |row, _| plain(&text(&row["goal"]["dueOn"]))),
    ])
}

fn projects(list: &Value, lang: Lang) -> BriefingSection {
    const PROTECTED: Label = Label {
        sv: "Tal om andras deltagare är skyddade och gäller till och med senaste årsskiftet; 0 betyder inga eller få.",
        en: "Numbers of others' participants are protected and as of the last turn of the year; 0 means none or few.",
    };
    #[rustfmt::skip]
    let told = listed(lang, Label { sv: "Deltagare mot mål", en: "Participants against targets" }, list, &[
        (Label { sv: "Projekt", en: "Project" }, |row, _| linked(row, "name")),
        (Label { sv: "Deltagare", en: "Participants" }, participants),
        (Label { sv: "Mål", en: "Target" }, |row, lang| {
            let targets = [&row["targets"]["nodes"][0]["value"], &row["plannedParticipants"]];
            numeric(targets.into_iter().find(|target| !target.is_null()).unwrap_or(&Value::Null), lang)
        }),
    ]);
    let nodes = || list["nodes"].as_array().into_iter().flatten();
    let is_protected = nodes().any(|row| row["participantCount"]["status"] != json!("EXACT"));
    BriefingSection { note: is_protected.then(|| PROTECTED.get(lang).to_owned()), ..told }
}

fn participants(row: &Value, lang: Lang) -> BriefingCell {
    const HIDDEN: Label = Label { sv: "Visas inte", en: "Not shown" };
    match &row["participantCount"]["value"] {
        Value::Null => plain(HIDDEN.get(lang)),
        value => numeric(value, lang),
    }
}

/// What a state of an object of this type is called.
fn state(of: &str, value: &Value, lang: Lang) -> String {
    named(of, "status", value, lang)
}

/// What a value of this field of an object of this type is called.
fn named(of: &str, name: &str, value: &Value, lang: Lang) -> String {
    let field = of_type(of).and_then(|object| object.fields.iter().find(|field| field.name == name));
    match (field.map(|field| field.shown), value.as_str()) {
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
