//! The minutes of a council's meeting, from what the reader reaches of its record: whoever does not reach it is told as if there were none.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use councils::meeting::{
    masking::MaskingStatus,
    paper::{PaperAccess, PaperStatus},
};
use graph::{Shown, ShownObject};
use kernel::{Label, Lang, Timestamp};
use serde_json::{Value, json};
use web::{
    commands::{Link, MinutesDecision, MinutesItem, MinutesPage, MinutesPaper, MinutesPresence},
    port::Refusal,
};

use super::{CommandService, Reader, by_id, choices, of_id, of_type};

/// The type that has minutes.
const MET: &str = "CouncilMeeting";
/// The states in which there are any, the last of them everyone's.
const WRITTEN: [&str; 3] = ["HELD", "MINUTES_DRAFT", APPROVED];
const APPROVED: &str = "MINUTES_APPROVED";
/// How many notes of an item, and votes on a decision, are read with it; the rest of them after it.
const AT_ONCE: usize = 25;
/// How many papers of an item are.
const PAPERS_AT_ONCE: usize = 10;
/// What is read of notes and of votes.
const NOTES: &str = "pageInfo { hasNextPage endCursor } nodes { kind text withdrawnReason organisation { ...Named } }";
const PAPERS: &str = "pageInfo { hasNextPage endCursor } nodes { title kind datedOn edition status access path \
     decisions(first: 1) { nodes { id } } }";
const WITHHELD: &str = "pageInfo { hasNextPage endCursor } nodes { ground }";
const VOTES: &str = "pageInfo { hasNextPage endCursor } nodes { choice withdrawnReason organisation { ...Named } }";
/// An organisation by its name on the day of the meeting: what was approved is not written anew where one is renamed.
const NAMED: &str = "fragment Named on Organisation { id name names(asOf: $day, first: 1) { nodes { name } } }";
/// By its first name, for one that had none that day: it was registered afterwards.
const FIRST_NAMES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Organisation { \
     id names(first: 1, orderBy: [{ field: VALID_FROM }]) { nodes { name } } } } }";
/// How many first names are asked for at once.
const NAMELESS: usize = 50;
/// A decision that is in force, and what may have become of it since, which its minutes do not know.
const ADOPTED: &str = "ADOPTED";
const SINCE: [&str; 2] = ["EXECUTED", "RESCINDED"];
const MINUTES: Label = Label { sv: "Protokoll", en: "Minutes" };
const DRAFT: Label = Label { sv: "Utkast till protokoll", en: "Draft of the minutes" };

/// Where a meeting's minutes are found, where there are any.
pub(super) fn link(id: &str, node: &Value, lang: Lang) -> Option<Link> {
    let status = node["status"].as_str().filter(|status| WRITTEN.contains(status))?;
    let label = if status == APPROVED { MINUTES } else { DRAFT };
    Some(Link { label: label.get(lang).to_owned(), address: format!("/protokoll/{id}") })
}

impl CommandService {
    pub(super) async fn minutes_page(&self, reader: &Reader, id: &str) -> Result<MinutesPage, Refusal> {
        let meeting = of_id(id).filter(|object| object.name == MET).ok_or(Refusal::Unknown)?;
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ ... on {MET} {{ title status mode place meetsOn openedAt closedAt firstParagraph \
             lastParagraph chairApprovedOn verifierApprovedOn announcedOn council {{ name }} industryCouncil {{ name }} }} }} }}"
        );
        let found = self.ask(reader, &document, by_id(id)).await?;
        let node = &found["node"];
        let status = node["status"].as_str().filter(|status| WRITTEN.contains(status)).ok_or(Refusal::Unknown)?;
        let meets_on = day(&node["meetsOn"]).ok_or(Refusal::Broken)?;
        let lang = reader.lang();
        let industry_council = text(&node["industryCouncil"]["name"]);
        let council = text(&node["council"]["name"]).unwrap_or_default();
        let paragraph = |name: &str| node[name].as_i64();
        Ok(MinutesPage {
            id: id.to_owned(),
            title: text(&node["title"]).unwrap_or_default(),
            body: industry_council.clone().unwrap_or_else(|| council.clone()),
            parent: industry_council.map(|_| council),
            meets_on,
            opened_at: moment(&node["openedAt"]),
            closed_at: moment(&node["closedAt"]),
            place: text(&node["place"]),
            mode: word(meeting, node, "mode", lang).unwrap_or_default(),
            is_draft: status != APPROVED,
            paragraphs: paragraph("firstParagraph").zip(paragraph("lastParagraph")),
            presences: self.presences(reader, id, meets_on).await?,
            items: self.unveiled(reader, id, meets_on).await?,
            chair_approved_on: day(&node["chairApprovedOn"]),
            verifier_approved_on: day(&node["verifierApprovedOn"]),
            announced_on: day(&node["announcedOn"]),
        })
    }

    /// Who was there; names as far as the reader is told whom an organisation had sent.
    async fn presences(&self, reader: &Reader, id: &str, on: NaiveDate) -> Result<Vec<MinutesPresence>, Refusal> {
        let shown = of_type("MeetingPresence").ok_or(Refusal::Broken)?;
        let document = format!(
            "query($id: ID!, $day: Date!, $after: String) {{ node(id: $id) {{ ... on {MET} {{ rows: presences(first: 100, after: $after) {{ \
             pageInfo {{ hasNextPage endCursor }} nodes {{ masked attended standing function hasVote organisation {{ ...Named }} \
             servesFor {{ organisation {{ ...Named }} }} membership {{ representatives(asOf: $day, first: 1) {{ nodes {{ name }} }} }} \
             }} }} }} }} }} {NAMED}"
        );
        let mut rows = self.every(reader, &document, json!({ "id": id, "day": on })).await?;
        self.name_by_first(reader, &mut rows).await?;
        let lang = reader.lang();
        let presence = |row: &Value| MinutesPresence {
            organisation: named(&row["organisation"]).unwrap_or_default(),
            name: named_or_masked(row),
            standing: word(shown, row, "standing", lang).unwrap_or_default(),
            serves_for: named(&row["servesFor"]["organisation"]),
            function: word(shown, row, "function", lang),
            attended: row["attended"] == true,
            has_vote: row["hasVote"] == true,
        };
        Ok(rows.iter().map(presence).collect())
    }

    /// Its items, with what is masked in them for those who read it: before each mark.
    async fn unveiled(&self, reader: &Reader, id: &str, on: NaiveDate) -> Result<Vec<MinutesItem>, Refusal> {
        let document = format!(
            "query($id: ID!, $after: String) {{ node(id: $id) {{ ... on {MET} {{ rows: maskings(first: 100, after: $after) {{ \
             pageInfo {{ hasNextPage endCursor }} nodes {{ passage mark status }} }} }} }} }}"
        );
        let mut items = self.paragraphs(reader, id, on).await?;
        for masking in self.every(reader, &document, by_id(id)).await? {
            let (Some(passage), Some(mark)) = (masking["passage"].as_str(), masking["mark"].as_str()) else { continue };
            if masking["status"] == MaskingStatus::Standing.as_str() {
                let told = format!("{passage} {mark}");
                items.iter_mut().flat_map(|item| item.texts()).for_each(|text| *text = text.replace(mark, &told));
            }
        }
        Ok(items)
    }

    /// Its items with their decisions and notes, in the order of their paragraphs.
    async fn paragraphs(&self, reader: &Reader, id: &str, on: NaiveDate) -> Result<Vec<MinutesItem>, Refusal> {
        let of_items = format!(
            "query($id: ID!, $day: Date!, $after: String) {{ node(id: $id) {{ ... on {MET} {{ rows: items(first: 100, after: $after, \
             orderBy: [{{ field: PARAGRAPH }}]) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ id kind title text discussion paragraph \
             continues {{ title meeting {{ meetsOn }} }} \
             notes(first: {AT_ONCE}) {{ {NOTES} }} papers(first: {PAPERS_AT_ONCE}) {{ {PAPERS} }} }} }} }} }} }} {NAMED}"
        );
        let of_decisions = format!(
            "query($id: ID!, $day: Date!, $after: String) {{ node(id: $id) {{ ... on {MET} {{ rows: decisions(first: 50, after: $after) {{ \
             pageInfo {{ hasNextPage endCursor }} nodes {{ id item {{ id }} text status statusReason votesFor votesAgainst castingVote \
             votes(first: {AT_ONCE}) {{ {VOTES} }} }} }} }} }} }} {NAMED}"
        );
        let asked = json!({ "id": id, "day": on });
        let mut items = self.every(reader, &of_items, asked.clone()).await?;
        let mut decisions = self.every(reader, &of_decisions, asked).await?;
        self.complete(reader, &mut items, on, ("AgendaItem", "notes", NOTES)).await?;
        self.complete(reader, &mut items, on, ("AgendaItem", "papers", PAPERS)).await?;
        self.complete(reader, &mut decisions, on, ("CouncilDecision", "votes", VOTES)).await?;
        self.name_by_first(reader, &mut items).await?;
        self.name_by_first(reader, &mut decisions).await?;
        let withheld = self.withheld(reader, id, on).await?;
        let lang = reader.lang();
        let told = items.iter().map(|item| paragraph(item, (decisions.as_slice(), withheld.as_slice()), lang));
        told.collect::<Option<_>>().ok_or(Refusal::Broken)
    }

    /// Its items, with the papers that are not published. Asked for by itself: a meeting is dear as it is.
    async fn withheld(&self, reader: &Reader, id: &str, on: NaiveDate) -> Result<Vec<Value>, Refusal> {
        let document = format!(
            "query($id: ID!, $after: String) {{ node(id: $id) {{ ... on {MET} {{ rows: items(first: 100, after: $after) {{ \
             pageInfo {{ hasNextPage endCursor }} nodes {{ id withheldPapers(first: {PAPERS_AT_ONCE}) {{ {WITHHELD} }} }} }} }} }} }}"
        );
        let mut items = self.every(reader, &document, by_id(id)).await?;
        self.complete(reader, &mut items, on, ("AgendaItem", "withheldPapers", WITHHELD)).await?;
        Ok(items)
    }

    /// Names each organisation in the rows that had no name that day by its first.
    async fn name_by_first(&self, reader: &Reader, rows: &mut [Value]) -> Result<(), Refusal> {
        let mut nameless = BTreeSet::new();
        rows.iter_mut().for_each(|row| {
            each_nameless(row, &mut |one| nameless.extend(text(&one["id"])));
        });
        let nameless: Vec<String> = nameless.into_iter().collect();
        for some in nameless.chunks(NAMELESS) {
            let found = self.ask(reader, FIRST_NAMES, json!({ "ids": some })).await?;
            let first = found["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
            for row in rows.iter_mut() {
                each_nameless(row, &mut |one| {
                    if let Some(known) = first.iter().find(|known| known["id"] == one["id"]) {
                        one["names"] = known["names"].clone();
                    }
                });
            }
        }
        Ok(())
    }

    /// Reads what is left of a list under each of the rows, which are of that type and whose first page is there.
    async fn complete(
        &self,
        reader: &Reader,
        rows: &mut [Value],
        on: NaiveDate,
        (of, list, page): (&str, &str, &str),
    ) -> Result<(), Refusal> {
        // What is not used may not be declared.
        let names = page.contains("...Named");
        let (day, named) = if names { ("$day: Date!, ", NAMED) } else { ("", "") };
        let document = format!(
            "query($id: ID!, {day}$after: String) {{ node(id: $id) {{ ... on {of} {{ rows: {list}(first: 100, after: $after) {{ \
             {page} }} }} }} }} {named}"
        );
        for row in rows {
            let info = &row[list]["pageInfo"];
            if info["hasNextPage"] != true {
                continue;
            }
            let mut asked = json!({ "id": row["id"], "after": info["endCursor"] });
            if names {
                asked["day"] = json!(on);
            }
            let rest = self.every(reader, &document, asked).await?;
            if let Value::Array(nodes) = &mut row[list]["nodes"] {
                nodes.extend(rest);
            }
        }
        Ok(())
    }

    /// The rows of all pages of a list, which the document calls `rows` and reads `$after` a place.
    pub(super) async fn every(
        &self,
        reader: &Reader,
        document: &str,
        mut variables: Value,
    ) -> Result<Vec<Value>, Refusal> {
        let mut rows = Vec::new();
        loop {
            let mut found = self.ask(reader, document, variables.clone()).await?;
            let page = &mut found["node"]["rows"];
            if let Value::Array(nodes) = page["nodes"].take() {
                rows.extend(nodes);
            }
            if page["pageInfo"]["hasNextPage"] != true {
                return Ok(rows);
            }
            variables["after"] = page["pageInfo"]["endCursor"].take();
        }
    }
}

fn paragraph(item: &Value, (decisions, withheld): (&[Value], &[Value]), lang: Lang) -> Option<MinutesItem> {
    let (shown, of_notes) = (of_type("AgendaItem")?, of_type("ItemNote")?);
    let continues = text(&item["continues"]["title"]);
    let notes = item["notes"]["nodes"].as_array().into_iter().flatten();
    let stands = notes.filter(|note| note["withdrawnReason"].is_null());
    let own = decisions.iter().filter(|decision| decision["item"]["id"] == item["id"]);
    Some(MinutesItem {
        paragraph: item["paragraph"].as_i64(),
        title: text(&item["title"])?,
        kind: word(shown, item, "kind", lang)?,
        continues: continues.map(|title| (title, day(&item["continues"]["meeting"]["meetsOn"]))),
        text: text(&item["text"]),
        discussion: text(&item["discussion"]),
        decisions: own.map(|decision| decided(decision, lang)).collect::<Option<_>>()?,
        papers: papers(item, lang)?,
        withheld: grounds(item, withheld, lang)?,
        notes: stands
            .filter_map(|note| {
                let kind = word(of_notes, note, "kind", lang)?;
                Some((kind, named(&note["organisation"])?, text(&note["text"])))
            })
            .collect(),
    })
}

/// The papers that stand, and those that something was decided by though a newer edition came.
fn papers(item: &Value, lang: Lang) -> Option<Vec<MinutesPaper>> {
    let shown = of_type("MeetingPaper")?;
    let all = item["papers"]["nodes"].as_array().into_iter().flatten();
    let told = all.filter(|paper| {
        let is_rested_on = !paper["decisions"]["nodes"].as_array().is_none_or(Vec::is_empty);
        paper["status"] == PaperStatus::Standing.as_str()
            || (paper["status"] == PaperStatus::Superseded.as_str() && is_rested_on)
    });
    let paper = |paper: &Value| {
        Some(MinutesPaper {
            title: text(&paper["title"])?,
            kind: word(shown, paper, "kind", lang)?,
            dated_on: day(&paper["datedOn"]),
            edition: paper["edition"].as_i64()?,
            address: text(&paper["path"]),
            is_own: paper["access"] == PaperAccess::Council.as_str(),
        })
    };
    told.map(paper).collect()
}

/// On what grounds the item's papers are not published; nothing to the council's own people, who read them.
fn grounds(item: &Value, withheld: &[Value], lang: Lang) -> Option<Vec<String>> {
    let shown = of_type("MeetingPaper")?;
    let mut papers = item["papers"]["nodes"].as_array().into_iter().flatten();
    if papers.any(|paper| paper["access"] == PaperAccess::Council.as_str()) {
        return Some(Vec::new());
    }
    let own = withheld.iter().filter(|one| one["id"] == item["id"]);
    let papers = own.flat_map(|one| one["withheldPapers"]["nodes"].as_array().into_iter().flatten());
    papers.map(|paper| word(shown, paper, "ground", lang)).collect()
}

fn decided(decision: &Value, lang: Lang) -> Option<MinutesDecision> {
    let (shown, of_votes) = (of_type("CouncilDecision")?, of_type("DecisionVote")?);
    let votes = decision["votes"]["nodes"].as_array().into_iter().flatten();
    let votes = votes.filter(|vote| vote["withdrawnReason"].is_null());
    let now = word(shown, decision, "status", lang)?;
    let is_since = SINCE.iter().any(|since| decision["status"] == *since);
    let (status, since) = match is_since {
        true => (word(shown, &json!({ "status": ADOPTED }), "status", lang)?, Some(now)),
        false => (now, None),
    };
    Some(MinutesDecision {
        text: text(&decision["text"])?,
        status,
        since,
        reason: text(&decision["statusReason"]),
        counted: decision["votesFor"].as_i64().zip(decision["votesAgainst"].as_i64()),
        casting_vote: word(shown, decision, "castingVote", lang),
        votes: votes
            .filter_map(|vote| Some((named(&vote["organisation"])?, word(of_votes, vote, "choice", lang)?)))
            .collect(),
    })
}

/// Who sat for a mandate, as far as the reader is told, and the mark where the name is masked for others.
fn named_or_masked(presence: &Value) -> Option<String> {
    let name = text(&presence["membership"]["representatives"]["nodes"][0]["name"]);
    let mark = text(&presence["masked"]);
    match (name, mark) {
        (Some(name), Some(mark)) => Some(format!("{name} {mark}")),
        (name, mark) => name.or(mark),
    }
}

/// Looks at each organisation within `value` that was asked for its name of the day and had none.
fn each_nameless(value: &mut Value, look: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| each_nameless(one, look)),
        Value::Object(_) => {
            if value["names"]["nodes"].as_array().is_some_and(Vec::is_empty) {
                look(value);
            }
            value.as_object_mut().into_iter().flatten().for_each(|(_, one)| each_nameless(one, look));
        }
        _ => {}
    }
}

/// What an organisation was called that day; by its first name where it had none yet.
fn named(organisation: &Value) -> Option<String> {
    text(&organisation["names"]["nodes"][0]["name"]).or_else(|| text(&organisation["name"]))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// What the value of a choice is called.
fn word(object: &ShownObject, node: &Value, name: &str, lang: Lang) -> Option<String> {
    let field = object.fields.iter().find(|field| field.name == name)?;
    match field.shown {
        Shown::Choice(enumeration) => Some(choices::of_enumeration(enumeration, node[name].as_str()?, lang)),
        _ => None,
    }
}
