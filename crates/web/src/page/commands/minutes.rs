//! The minutes of a council's meeting as a page: to read, to hear read out, and to print.

use kernel::{Lang, Timestamp};
use maud::{Markup, html};

use crate::{
    commands::{MinutesDecision, MinutesItem, MinutesPage, MinutesPaper, MinutesPresence},
    page::{
        Page,
        time::{day, swedish},
    },
    visit::Visit,
};

/// The page.
pub(crate) fn page(visit: &Visit, minutes: &MinutesPage) -> Page {
    let title = format!("{} {}", visit.say("Protokoll", "Minutes"), day(minutes.meets_on, visit.lang));
    let main = html! {
        article.wide.minutes aria-labelledby="protokoll-rubrik" {
            // The meeting's own page asks who reads it.
            @if visit.session.is_some() {
                nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                    a href=(visit.link(&format!("/ting/{}", minutes.id))) { (visit.say("Mötet", "The meeting")) }
                }
            }
            @if minutes.is_draft {
                p.notice role="note" { strong { (visit.say("Utkast. ", "Draft. ")) }
                    (visit.say(
                        "Protokollet är inte justerat och visas bara för dem som hör till rådet.",
                        "The minutes are not approved, and are shown to the council's own people only.",
                    ))
                }
            }
            h1 #protokoll-rubrik { (title) }
            p.ingress { (minutes.title) }
            (about(visit, minutes))
            section aria-labelledby="narvaro-rubrik" {
                h2 #narvaro-rubrik { (visit.say("Närvarande", "Present")) }
                (present(visit, &minutes.presences))
            }
            @for (at, item) in minutes.items.iter().enumerate() { (paragraph(visit, at, item)) }
            section aria-labelledby="justering-rubrik" {
                h2 #justering-rubrik { (visit.say("Justering", "Approval")) }
                (approval(visit, minutes))
            }
        }
    };
    Page::new(format!("{title}, {}", minutes.body), main)
}

/// Whose meeting it was, when and where.
fn about(visit: &Visit, minutes: &MinutesPage) -> Markup {
    let place = match &minutes.place {
        Some(place) => format!("{place} ({})", minutes.mode.to_lowercase()),
        None => minutes.mode.clone(),
    };
    html! {
        dl.facts {
            (fact(visit.say("Råd", "Council"), &minutes.body))
            @if let Some(parent) = &minutes.parent { (fact(visit.say("Överordnat råd", "Parent council"), parent)) }
            (fact(visit.say("Dag", "Day"), &day(minutes.meets_on, visit.lang)))
            @if let Some(hours) = hours(visit, minutes.opened_at, minutes.closed_at) {
                (fact(visit.say("Tid", "Time"), &hours))
            }
            (fact(visit.say("Plats", "Place"), &place))
            @if let Some((first, last)) = minutes.paragraphs {
                (fact(visit.say("Paragrafer", "Paragraphs"), &range(first, last)))
            }
        }
    }
}

fn fact(label: &str, value: &str) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}

fn range(first: i64, last: i64) -> String {
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

fn present(visit: &Visit, presences: &[MinutesPresence]) -> Markup {
    let deciding: Vec<_> = presences.iter().filter(|one| one.attended && one.has_vote).collect();
    let others: Vec<_> = presences.iter().filter(|one| one.attended && !one.has_vote).collect();
    let absent: Vec<_> = presences.iter().filter(|one| !one.attended).collect();
    html! {
        (mandates(visit, visit.say("Beslutande", "With a vote"), &deciding))
        (mandates(visit, visit.say("Övriga", "Others"), &others))
        (mandates(visit, visit.say("Frånvarande", "Absent"), &absent))
    }
}

fn mandates(visit: &Visit, heading: &str, presences: &[&MinutesPresence]) -> Markup {
    html! {
        @if !presences.is_empty() {
            h3 { (heading) }
            ul {
                @for one in presences {
                    li {
                        (one.organisation)
                        @if let Some(name) = &one.name { ", " (name) }
                        " (" (one.standing.to_lowercase())
                        @if let Some(other) = &one.serves_for { (visit.say(", tjänstgör för ", ", serving for ")) (other) }
                        ")"
                        @if let Some(function) = &one.function { ", " strong { (function.to_lowercase()) } }
                    }
                }
            }
        }
    }
}

fn paragraph(visit: &Visit, at: usize, item: &MinutesItem) -> Markup {
    let id = format!("paragraf-{}", at + 1);
    html! {
        section.paragraph aria-labelledby=(id) {
            h2 id=(id) {
                @if let Some(number) = item.paragraph { "§ " (number) " " }
                (item.title)
            }
            p.kind { (item.kind) }
            @if let Some((title, postponed_on)) = &item.continues {
                p {
                    (visit.say("Bordlagt ärende: ", "Postponed item: ")) (title)
                    @if let Some(postponed_on) = postponed_on { ", " (day(*postponed_on, visit.lang)) }
                }
            }
            @for decision in &item.decisions { (decided(visit, decision)) }
            @if let Some(text) = &item.text {
                h3 { (visit.say("Bakgrund", "Background")) }
                (lines(text))
            }
            @if !item.papers.is_empty() {
                h3 { (visit.say("Beslutsunderlag", "Papers")) }
                ul { @for paper in &item.papers { li { (paper_of(visit, paper)) } } }
            }
            @if let Some(discussion) = &item.discussion {
                h3 { (visit.say("Vad som sades", "What was said")) }
                (lines(discussion))
            }
            @if !item.notes.is_empty() {
                h3 { (visit.say("Anteckningar", "Notes")) }
                ul {
                    @for (kind, organisation, text) in &item.notes {
                        li { strong { (kind) ": " } (organisation) @if let Some(text) = text { (lines(text)) } }
                    }
                }
            }
        }
    }
}

/// What it is called, with its day, its kind and where it is read.
fn paper_of(visit: &Visit, paper: &MinutesPaper) -> Markup {
    html! {
        @match &paper.address {
            Some(address) => a href=(visit.link(address)) { (paper.title) },
            None => (paper.title),
        }
        ", " (paper.kind.to_lowercase())
        @if let Some(dated_on) = paper.dated_on { ", " (day(dated_on, visit.lang)) }
        @if paper.edition > 1 { ", " (visit.say("utgåva", "edition")) " " (paper.edition) }
        @if paper.is_own { " (" (visit.say("läses bara av rådets egna", "read by the council's own people only")) ")" }
    }
}

fn decided(visit: &Visit, decision: &MinutesDecision) -> Markup {
    html! {
        h3 { (visit.say("Beslut", "Decision")) ": " (decision.status.to_lowercase()) }
        (lines(&decision.text))
        @if let (Some(reason), None) = (&decision.reason, &decision.since) { p { (visit.say("Skäl: ", "Reason: ")) (reason) } }
        @if let Some((votes_for, against)) = decision.counted {
            p {
                (visit.say("Röster för: ", "Votes for: ")) (votes_for) ". "
                (visit.say("Röster emot: ", "Votes against: ")) (against) "."
                @if let Some(casting) = &decision.casting_vote {
                    " " (visit.say("Ordförandens utslagsröst: ", "The chair's casting vote: ")) (casting.to_lowercase()) "."
                }
            }
        }
        @if !decision.votes.is_empty() {
            table {
                caption { (visit.say("Röster", "Votes")) }
                thead { tr {
                    th scope="col" { (visit.say("Organisation", "Organisation")) }
                    th scope="col" { (visit.say("Röst", "Vote")) }
                } }
                tbody {
                    @for (organisation, vote) in &decision.votes { tr { th scope="row" { (organisation) } td { (vote) } } }
                }
            }
        }
        @if let Some(since) = &decision.since {
            p {
                (visit.say("Efter mötet, utanför protokollet: ", "After the meeting, not in the minutes: ")) (since.to_lowercase()) "."
                @if let Some(reason) = &decision.reason { " " (visit.say("Skäl: ", "Reason: ")) (reason) }
            }
        }
    }
}

/// A text as it was written: a paragraph a line.
fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
}

fn approval(visit: &Visit, minutes: &MinutesPage) -> Markup {
    let told = |on| match on {
        Some(on) => day(on, visit.lang),
        None => visit.say("inte ännu", "not yet").to_owned(),
    };
    html! {
        dl.facts {
            (fact(visit.say("Ordförande", "Chair"), &told(minutes.chair_approved_on)))
            (fact(visit.say("Justerare", "Verifier"), &told(minutes.verifier_approved_on)))
            @if !minutes.is_draft {
                (fact(visit.say("Anslaget", "Announced"), &told(minutes.announced_on)))
            }
        }
    }
}
