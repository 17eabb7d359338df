//! What happened before a council's meeting as a page: to read, to hear read out, and to print.

use maud::{Markup, html};

use crate::{
    commands::{BriefedMeeting, BriefingCell, BriefingPage, BriefingSection},
    page::{Page, time::day},
    visit::Visit,
};

/// The page.
pub(crate) fn page(visit: &Visit, briefing: &BriefingPage) -> Page {
    let name = visit.say("Inför mötet", "Before the meeting");
    let title = match &briefing.meeting {
        Some(meeting) => format!("{name} {}", day(meeting.meets_on, visit.lang)),
        None => name.to_owned(),
    };
    let main = html! {
        article.wide aria-labelledby="infor-rubrik" {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link(&format!("/ting/{}", briefing.body_id))) { (briefing.body) }
            }
            h1 #infor-rubrik { (title) }
            p.ingress { (briefing.body) @if let Some(meeting) = &briefing.meeting { ", " (of_meeting(visit, meeting)) } }
            @if briefing.meeting.is_some() {
                (since(visit, briefing.previous.as_ref()))
                @for (at, section) in briefing.sections.iter().enumerate() { (part(visit, at, section)) }
            } @else {
                p.notice { (visit.say(
                    "Inget möte är planerat framöver som du når.",
                    "No meeting to come is planned that you reach.",
                )) }
            }
        }
    };
    Page::new(format!("{title}, {}", briefing.body), main)
}

fn of_meeting(visit: &Visit, meeting: &BriefedMeeting) -> Markup {
    html! { a href=(visit.link(&format!("/ting/{}", meeting.id))) { (meeting.title) } }
}

/// From when things are told.
fn since(visit: &Visit, previous: Option<&BriefedMeeting>) -> Markup {
    html! {
        p {
            @match previous {
                Some(previous) => {
                    (visit.say("Det här har hänt sedan förra mötet, ", "This has happened since the last meeting, "))
                    a href=(visit.link(&format!("/ting/{}", previous.id))) { (day(previous.meets_on, visit.lang)) }
                    (visit.say(", inom det du når.", ", within your reach."))
                },
                None => (visit.say(
                    "Inget tidigare möte har hållits. Här står allt som har hänt före mötet, inom det du når.",
                    "No earlier meeting was held. This is all that has happened before the meeting, within your reach.",
                )),
            }
        }
    }
}

fn part(visit: &Visit, at: usize, section: &BriefingSection) -> Markup {
    let id = format!("del-{}", at + 1);
    let more = section.total.filter(|total| *total > section.rows.len() as u64);
    html! {
        section {
            h2 id=(id) { (section.heading) }
            @if let Some(note) = &section.note { p { (note) } }
            @if section.rows.is_empty() {
                p { (visit.say("Inget att visa.", "Nothing to show.")) }
            } @else {
                div.scroll role="region" aria-labelledby=(id) tabindex="0" {
                    table aria-labelledby=(id) {
                        thead { tr { @for column in &section.columns { th scope="col" { (column) } } } }
                        tbody { @for row in &section.rows { (cells(visit, row)) } }
                    }
                }
                @if let Some(total) = more {
                    p { (visit.say("Visar ", "Shows ")) (section.rows.len()) (visit.say(" av ", " of ")) (total) "." }
                }
            }
        }
    }
}

fn cells(visit: &Visit, row: &[BriefingCell]) -> Markup {
    html! {
        tr {
            @for (at, cell) in row.iter().enumerate() {
                @if at == 0 { th scope="row" { (lines(visit, cell)) } }
                @else { td.number[cell.is_number] { (lines(visit, cell)) } }
            }
        }
    }
}

fn lines(visit: &Visit, cell: &BriefingCell) -> Markup {
    html! {
        @for (at, line) in cell.lines.iter().enumerate() {
            @if at > 0 { br; }
            @match &line.leads_to {
                Some(id) => a href=(visit.link(&format!("/ting/{id}"))) { (line.text) },
                None => (line.text),
            }
        }
    }
}
