//! A reflection as a group has it on a wall: what is seen first, the question, the time, what is noted, and what is agreed.

use chrono::{DateTime, TimeDelta};
use kernel::{Lang, Timestamp};
use maud::{Markup, html};

use super::{START, UNTIL, WALL, address, commands, notice, object::one};
use crate::{
    commands::{Offered, WallChange, WallMaterial, WallPage},
    page::{
        Page,
        time::{day, swedish},
    },
    visit::Visit,
};

/// Seconds: a clock that ends further away was not started here.
const LONGEST: i64 = 12 * 60 * 60;

/// The page.
pub(crate) fn page(visit: &Visit, wall: &WallPage) -> Page {
    let question = wall.question.as_deref().unwrap_or(&wall.kind);
    let main = html! {
        div.wide.wall {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link("/gor")) { (visit.say("Gör", "Do")) } " / "
                a href=(visit.link(&format!("/ting/{}", wall.id))) { (visit.say("Reflektionen", "The reflection")) }
            }
            @if visit.value("klart").is_some() { (notice(visit)) }
            p.ingress { (wall.kind) " · " (wall.workplace) " · " (wall.status) }
            @if let Some(material) = &wall.material { (first(visit, material)) }
            h1 { (question) }
            @if !wall.further.is_empty() { ol start="2" { @for question in &wall.further { li { (question) } } } }
            @if let Some(minutes) = wall.minutes { (clock(visit, wall, minutes)) }
            @if !wall.commands.is_empty() {
                section aria-labelledby="nu-rubrik" {
                    h2 #nu-rubrik { (visit.say("Gör nu", "Do now")) }
                    (commands(visit, &wall.commands.iter().map(|act| led(wall, act)).collect::<Vec<_>>()))
                }
            }
            @if !wall.notes.is_empty() {
                section aria-labelledby="anteckningar-rubrik" {
                    h2 #anteckningar-rubrik { (visit.say("Anteckningar", "Notes")) }
                    dl.facts { @for fact in &wall.notes { (one(visit, fact)) } }
                }
            }
            @if !wall.changes.is_empty() {
                section aria-labelledby="forandringar-rubrik" {
                    h2 #forandringar-rubrik { (visit.say("Det här har vi kommit överens om", "This is what we have agreed")) }
                    ul.agreed { @for change in &wall.changes { (agreed(visit, wall, change)) } }
                }
            }
        }
    };
    Page::new(question, main).on_wall()
}

/// The act, whose form leads back to the wall.
fn led(wall: &WallPage, act: &Offered) -> Offered {
    Offered { query: format!("{}&{WALL}={}", act.query, wall.id), ..act.clone() }
}

fn first(visit: &Visit, material: &WallMaterial) -> Markup {
    html! {
        p.material {
            (material.kind) ": "
            @match &material.url {
                Some(url) => a href=(url) rel="noreferrer" { (material.title) },
                None => (material.title),
            }
            @if let Some(minutes) = material.minutes { " (" (in_words(visit, minutes)) ")" }
        }
    }
}

/// The time that the group has: to be started, running, or over.
fn clock(visit: &Visit, wall: &WallPage, minutes: i32) -> Markup {
    let start = visit.link(&format!("/reflektion/{}?{START}=1", wall.id));
    let Some(until) = until(visit) else {
        let end = visit.now + TimeDelta::minutes(i64::from(minutes));
        return html! {
            p.until {
                (visit.say("Reflektera tillsammans i ", "Reflect together for ")) (in_words(visit, minutes))
                @if !wall.further.is_empty() { (visit.say(" på varje fråga", " on each question")) }
                "."
            }
            p { (visit.say("Börjar ni nu reflekterar ni till ", "Beginning now, you reflect until ")) (hour(end, visit.lang)) "." }
            p { a.button.first href=(start) { (visit.say("Starta klockan", "Start the clock")) } }
        };
    };
    let left = (until - visit.now).num_seconds();
    html! {
        @if left > 0 {
            p.until { (visit.say("Reflektera till ", "Reflect until ")) time datetime=(until.to_rfc3339()) { (hour(until, visit.lang)) } }
            p.clock #klocka role="timer" aria-label=(visit.say("Tid kvar", "Time left")) data-left=(left)
                data-over=(visit.say("Tiden är ute.", "Time is up.")) hidden {}
            p.until #tiden-ute role="status" {}
        } @else {
            p.until {
                (visit.say("Tiden är ute. Ni reflekterade till ", "Time is up. You reflected until ")) (hour(until, visit.lang)) "."
            }
        }
        p { a.button href=(start) { (visit.say("Starta klockan igen", "Start the clock again")) } }
    }
}

/// When the clock ends, where the address says it.
fn until(visit: &Visit) -> Option<Timestamp> {
    let until = DateTime::from_timestamp(visit.value(UNTIL)?.parse().ok()?, 0)?;
    ((until - visit.now).num_seconds().abs() <= LONGEST).then_some(until)
}

/// The time as a clock in Sweden shows it.
fn hour(at: Timestamp, lang: Lang) -> String {
    swedish(at).format(if lang == Lang::Sv { "%H.%M" } else { "%H:%M" }).to_string()
}

fn in_words(visit: &Visit, minutes: i32) -> String {
    let unit = if minutes == 1 { visit.say("minut", "minute") } else { visit.say("minuter", "minutes") };
    format!("{minutes} {unit}")
}

fn agreed(visit: &Visit, wall: &WallPage, change: &WallChange) -> Markup {
    html! {
        li {
            strong { (change.what) }
            br;
            (visit.say("Ansvarig: ", "Responsible: ")) (change.responsible) ". "
            @match change.done_on {
                Some(done_on) => {
                    (visit.say("Genomförd ", "Done ")) (day(done_on, visit.lang)) "."
                    @if let Some(result) = &change.result { br; (result) }
                }
                None => {
                    (visit.say("Senast ", "By ")) (day(change.due_on, visit.lang)) "."
                    @if change.is_overdue { " " strong { (visit.say("Försenad.", "Overdue.")) } }
                }
            }
            @if let Some(complete) = &change.complete {
                br;
                a href=(visit.link(&address(&led(wall, complete)))) { (complete.title) span.unseen { ": " (change.what) } }
            }
        }
    }
}
