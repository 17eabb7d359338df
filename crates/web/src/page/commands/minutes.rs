//! The minutes of a council's meeting: a document, which is read as a page, heard read out, printed, and saved as PDF.

use documents::{Document, Item, Part, Run, Section, Tone};
use kernel::{Lang, Timestamp};
use maud::html;

use crate::{
    commands::{MinutesDecision, MinutesItem, MinutesPage, MinutesPaper, MinutesPresence},
    page::{
        Page, document as shown,
        time::{day, swedish},
    },
    visit::Visit,
};

/// The page.
pub(crate) fn page(visit: &Visit, minutes: &MinutesPage) -> Page {
    let document = document(visit, minutes);
    let main = html! {
        article.wide.minutes aria-labelledby="protokoll-rubrik" {
            // The meeting's own page asks who reads it.
            @if visit.session.is_some() {
                nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                    a href=(visit.link(&format!("/ting/{}", minutes.id))) { (visit.say("Mötet", "The meeting")) }
                }
            }
            h1 #protokoll-rubrik { (document.title) }
            (shown::parts(&document.parts))
            p.file { a href=(visit.link(&format!("/protokoll/{}.pdf", minutes.id))) type="application/pdf" {
                (visit.say("Ladda ner som PDF", "Download as PDF"))
            } }
            @for section in &document.sections { (shown::section(section)) }
        }
    };
    Page::new(document.title, main)
}

/// What stands in them. They are written on the day of the last approval.
pub(crate) fn document(visit: &Visit, minutes: &MinutesPage) -> Document {
    let mut parts = Vec::new();
    if minutes.is_draft {
        let what = visit.say(
            "Protokollet är inte justerat och visas bara för dem som hör till rådet.",
            "The minutes are not approved, and are shown to the council's own people only.",
        );
        let runs = vec![Run::strong(visit.say("Utkast. ", "Draft. ")), Run::plain(what)];
        parts.push(Part::Text { tone: Tone::Notice, runs });
    }
    parts.push(Part::said(Tone::Lead, minutes.title.as_str()));
    parts.push(Part::Facts { facts: about(visit, minutes) });
    let mut sections = vec![present(visit, &minutes.presences)];
    sections.extend(minutes.items.iter().zip(1..).map(|(item, number)| paragraph(visit, number, item)));
    sections.push(approval(visit, minutes));
    let what = visit.say("Protokoll", "Minutes");
    Document {
        id: minutes.id.clone(),
        lang: visit.lang,
        title: format!("{what} {}, {}", day(minutes.meets_on, visit.lang), minutes.body),
        subject: minutes.title.clone(),
        author: minutes.body.clone(),
        written_on: minutes.chair_approved_on.max(minutes.verifier_approved_on).filter(|_| !minutes.is_draft),
        mark: minutes.is_draft.then(|| visit.say("UTKAST", "DRAFT").to_owned()),
        parts,
        sections,
    }
}

/// Whose meeting it was, when and where.
fn about(visit: &Visit, minutes: &MinutesPage) -> Vec<(String, String)> {
    let place = match &minutes.place {
        Some(place) => format!("{place} ({})", minutes.mode.to_lowercase()),
        None => minutes.mode.clone(),
    };
    let facts = [
        (visit.say("Råd", "Council"), Some(minutes.body.clone())),
        (visit.say("Överordnat råd", "Parent council"), minutes.parent.clone()),
        (visit.say("Dag", "Day"), Some(day(minutes.meets_on, visit.lang))),
        (visit.say("Tid", "Time"), hours(visit, minutes.opened_at, minutes.closed_at)),
        (visit.say("Plats", "Place"), Some(place)),
        (visit.say("Paragrafer", "Paragraphs"), minutes.paragraphs.map(range)),
    ];
    facts.into_iter().filter_map(|(label, fact)| Some((label.to_owned(), fact?))).collect()
}

fn range((first, last): (i64, i64)) -> String {
    if first == last { format!("§ {first}") } else { format!("§§ {first}–{last}") }
}

fn hours(visit: &Visit, opened_at: Option<Timestamp>, closed_at: Option<Timestamp>) -> Option<String> {
    let form = if visit.lang == Lang::Sv { "%H.%M" } else { "%H:%M" };
    let hour = |at| swedish(at).format(form).to_string();
    Some(match closed_at {
        Some(closed_at) => format!("{}–{}", hour(opened_at?), hour(closed_at)),
        None => hour(opened_at?),
    })
}

fn present(visit: &Visit, presences: &[MinutesPresence]) -> Section {
    let deciding: Vec<_> = presences.iter().filter(|one| one.attended && one.has_vote).collect();
    let others: Vec<_> = presences.iter().filter(|one| one.attended && !one.has_vote).collect();
    let absent: Vec<_> = presences.iter().filter(|one| !one.attended).collect();
    let groups = [
        mandates(visit, visit.say("Beslutande", "With a vote"), &deciding),
        mandates(visit, visit.say("Övriga", "Others"), &others),
        mandates(visit, visit.say("Frånvarande", "Absent"), &absent),
    ];
    Section {
        id: "narvaro-rubrik".to_owned(),
        heading: visit.say("Närvarande", "Present").to_owned(),
        parts: groups.into_iter().flatten().collect(),
    }
}

/// A table of mandates; who sat on them has a column where the reader is told of anyone.
fn mandates(visit: &Visit, caption: &str, presences: &[&MinutesPresence]) -> Option<Part> {
    if presences.is_empty() {
        return None;
    }
    let is_told = presences.iter().any(|one| one.name.is_some());
    let columns = |organisation: String, name: String, task: String| match is_told {
        true => vec![organisation, name, task],
        false => vec![organisation, task],
    };
    let head = columns(
        visit.say("Organisation", "Organisation").to_owned(),
        visit.say("Företrädare", "Representative").to_owned(),
        visit.say("Uppdrag", "Mandate").to_owned(),
    );
    let row = |one: &&MinutesPresence| {
        columns(one.organisation.clone(), one.name.clone().unwrap_or_default(), task(visit, one))
    };
    Some(Part::Table { caption: caption.to_owned(), head, rows: presences.iter().map(row).collect() })
}

fn task(visit: &Visit, one: &MinutesPresence) -> String {
    let mut task = one.standing.clone();
    if let Some(other) = &one.serves_for {
        task += visit.say(", tjänstgör för ", ", serving for ");
        task += other;
    }
    if let Some(function) = &one.function {
        task += ", ";
        task += &function.to_lowercase();
    }
    task
}

fn paragraph(visit: &Visit, number: usize, item: &MinutesItem) -> Section {
    let mut parts = vec![Part::said(Tone::Kind, item.kind.as_str())];
    if let Some((title, postponed_on)) = &item.continues {
        let on = postponed_on.map(|on| format!(", {}", day(on, visit.lang))).unwrap_or_default();
        parts.push(Part::text(format!("{}{title}{on}", visit.say("Bordlagt ärende: ", "Postponed item: "))));
    }
    for decision in &item.decisions {
        decided(visit, decision, &mut parts);
    }
    if let Some(text) = &item.text {
        parts.push(Part::heading(visit.say("Bakgrund", "Background")));
        parts.extend(lines(text).map(Part::text));
    }
    if !(item.papers.is_empty() && item.withheld.is_empty()) {
        let papers = item.papers.iter().map(|paper| paper_of(visit, paper));
        let others = item.withheld.iter().map(|ground| withheld(visit, ground));
        parts.push(Part::heading(visit.say("Beslutsunderlag", "Papers")));
        parts.push(Part::List { items: papers.chain(others).collect() });
    }
    if let Some(discussion) = &item.discussion {
        parts.push(Part::heading(visit.say("Vad som sades", "What was said")));
        parts.extend(lines(discussion).map(Part::text));
    }
    if !item.notes.is_empty() {
        let note = |(kind, organisation, text): &(String, String, Option<String>)| Item {
            runs: vec![Run::strong(format!("{kind}: ")), Run::plain(organisation.as_str())],
            lines: text.iter().flat_map(|text| lines(text)).map(str::to_owned).collect(),
        };
        parts.push(Part::heading(visit.say("Anteckningar", "Notes")));
        parts.push(Part::List { items: item.notes.iter().map(note).collect() });
    }
    let heading = match item.paragraph {
        Some(paragraph) => format!("§ {paragraph} {}", item.title),
        None => item.title.clone(),
    };
    Section { id: format!("paragraf-{number}"), heading, parts }
}

/// What it is called, with its kind, its day and where it is read.
fn paper_of(visit: &Visit, paper: &MinutesPaper) -> Item {
    let title = match &paper.address {
        Some(address) => Run::link(paper.title.as_str(), visit.link(address)),
        None => Run::plain(paper.title.as_str()),
    };
    let mut about = format!(", {}", paper.kind.to_lowercase());
    if let Some(dated_on) = paper.dated_on {
        about += &format!(", {}", day(dated_on, visit.lang));
    }
    if paper.edition > 1 {
        about += &format!(", {} {}", visit.say("utgåva", "edition"), paper.edition);
    }
    if paper.is_own {
        about += &format!(" ({})", visit.say("läses bara av rådets egna", "read by the council's own people only"));
    }
    Item { runs: vec![title, Run::plain(about)], lines: Vec::new() }
}

/// That there is a paper, and no more of it.
fn withheld(visit: &Visit, ground: &str) -> Item {
    let told = visit.say("Underlaget publiceras inte", "The paper is not published");
    Item { runs: vec![Run::plain(format!("{told} ({ground})"))], lines: Vec::new() }
}

fn decided(visit: &Visit, decision: &MinutesDecision, parts: &mut Vec<Part>) {
    let reason = |reason: &str| format!("{}{reason}", visit.say("Skäl: ", "Reason: "));
    let what = visit.say("Beslut", "Decision");
    parts.push(Part::heading(format!("{what}: {}", decision.status.to_lowercase())));
    parts.extend(lines(&decision.text).map(Part::text));
    if let (Some(given), None) = (&decision.reason, &decision.since) {
        parts.push(Part::text(reason(given)));
    }
    if let Some((votes_for, against)) = decision.counted {
        let told = (visit.say("Röster för: ", "Votes for: "), visit.say("Röster emot: ", "Votes against: "));
        let mut counted = format!("{}{votes_for}. {}{against}.", told.0, told.1);
        if let Some(casting) = &decision.casting_vote {
            let by = visit.say("Ordförandens utslagsröst: ", "The chair's casting vote: ");
            counted += &format!(" {by}{}.", casting.to_lowercase());
        }
        parts.push(Part::text(counted));
    }
    if !decision.votes.is_empty() {
        let head = [visit.say("Organisation", "Organisation"), visit.say("Röst", "Vote")];
        parts.push(Part::Table {
            caption: visit.say("Röster", "Votes").to_owned(),
            head: Vec::from(head.map(str::to_owned)),
            rows: decision.votes.iter().map(|(organisation, vote)| vec![organisation.clone(), vote.clone()]).collect(),
        });
    }
    if let Some(since) = &decision.since {
        let after = visit.say("Efter mötet, utanför protokollet: ", "After the meeting, not in the minutes: ");
        let mut told = format!("{after}{}.", since.to_lowercase());
        if let Some(given) = &decision.reason {
            told += &format!(" {}", reason(given));
        }
        parts.push(Part::text(told));
    }
}

/// A text as it was written: a paragraph a line.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

fn approval(visit: &Visit, minutes: &MinutesPage) -> Section {
    let told = |on| match on {
        Some(on) => day(on, visit.lang),
        None => visit.say("inte ännu", "not yet").to_owned(),
    };
    let mut facts = vec![
        (visit.say("Ordförande", "Chair").to_owned(), told(minutes.chair_approved_on)),
        (visit.say("Justerare", "Verifier").to_owned(), told(minutes.verifier_approved_on)),
    ];
    if !minutes.is_draft {
        facts.push((visit.say("Anslaget", "Announced").to_owned(), told(minutes.announced_on)));
    }
    Section {
        id: "justering-rubrik".to_owned(),
        heading: visit.say("Justering", "Approval").to_owned(),
        parts: vec![Part::Facts { facts }],
    }
}
