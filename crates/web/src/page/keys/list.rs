//! The keys there are, each with what it may do and the form that revokes it.

use maud::{Markup, html};
use questions::Question;

use super::Shown;
use crate::{
    keys::{Key, KeyStatus, Ring, Wrong},
    page::time,
    visit::Visit,
};

/// The keys; in words where there are none.
pub(super) fn html(visit: &Visit, ring: &Ring, questions: &[Question], shown: &Shown, once: &str) -> Markup {
    html! {
        section aria-labelledby="nycklar-rubrik" {
            h2 #nycklar-rubrik { (visit.say("Nycklar som du når", "Tokens within your reach")) }
            @if ring.keys.is_empty() {
                p.notice { (visit.say("Här finns inga nycklar ännu.", "There are no tokens here yet.")) }
            } @else {
                ul.keys { @for key in &ring.keys { li { (one(visit, ring, key, questions, shown, once)) } } }
            }
            @if let Some(next) = &ring.next { p { a href=(visit.link(&later(next))) { (visit.say("Äldre nycklar", "Older tokens")) } } }
        }
    }
}

fn later(next: &str) -> String {
    format!("/nycklar?{}", form_urlencoded::Serializer::new(String::new()).append_pair("efter", next).finish())
}

fn one(visit: &Visit, ring: &Ring, key: &Key, questions: &[Question], shown: &Shown, once: &str) -> Markup {
    let lang = visit.lang;
    let last_used =
        key.last_used_on.map_or_else(|| visit.say("Aldrig", "Never").to_owned(), |day| time::day(day, lang));
    let revoking = shown.revoking.as_ref().filter(|(id, _, _)| *id == key.id);
    html! {
        h3 { (key.purpose) }
        p.tags { (status(visit, key.status)) }
        dl.asked {
            div { dt { (visit.say("Verkar som", "Acts as")) } dd { (key.acts_in) } }
            div { dt { (visit.say("Skapad", "Made")) } dd { (time::shown(key.created_at, lang)) } }
            div { dt { (visit.say("Sista dag", "Last day")) } dd { (time::day(key.expires_on, lang)) } }
            div { dt { (visit.say("Senast använd", "Last used")) } dd { (last_used) } }
            @if let Some(reason) = &key.revoked_reason {
                div { dt { (visit.say("Återkallad för att", "Revoked because")) } dd { (reason) } }
            }
            div {
                dt { (visit.say("Frågor", "Questions")) }
                dd { @for (at, slug) in key.questions.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href=(visit.link(&format!("/fragor/{slug}"))) { (title(visit, questions, slug)) }
                } }
            }
        }
        @if ring.may_revoke && key.status == KeyStatus::Active {
            details open[revoking.is_some()] {
                summary { (visit.say("Återkalla nyckeln ", "Revoke the token ")) span.unseen { (key.purpose) } }
                (revocation(visit, key, revoking.map(|(_, reason, wrong)| (reason.as_str(), wrong)), once))
            }
        }
    }
}

fn status(visit: &Visit, status: KeyStatus) -> Markup {
    html! {
        @match status {
            KeyStatus::Active => span.tag.open { (visit.say("Gäller", "Active")) },
            KeyStatus::Expired => span.tag { (visit.say("Har gått ut", "Expired")) },
            KeyStatus::Revoked => span.tag { (visit.say("Återkallad", "Revoked")) },
        }
    }
}

/// The field's place in the page.
pub(super) fn reason_id(key: &str) -> String {
    format!("falt-skal-{key}")
}

fn revocation(visit: &Visit, key: &Key, wrong: Option<(&str, &Wrong)>, once: &str) -> Markup {
    let id = reason_id(&key.id);
    html! {
        form.revoke method="post" action=(visit.link("/nycklar/aterkalla")) novalidate {
            input type="hidden" name="svar" value=(visit.answer);
            input type="hidden" name="en-gang" value=(format!("{once}-{}", key.id));
            input type="hidden" name="nyckel" value=(key.id);
            input type="hidden" name="version" value=(key.version);
            div.field.wrong[wrong.is_some()] {
                label for=(id) { (visit.say("Skäl", "Reason")) }
                p.help id=(format!("{id}-hjalp")) { (visit.say(
                    "Det biter genast: verktyg som använder nyckeln får inga fler svar.",
                    "It bites at once: tools that use the token get no more answers.",
                )) }
                @if let Some((_, wrong)) = wrong {
                    p.error id=(format!("{id}-fel")) { span.unseen { (visit.say("Fel: ", "Error: ")) } (wrong.words) }
                }
                input id=(id) type="text" name="skal" value=[wrong.map(|(reason, _)| reason)] maxlength="1000" required
                    autocomplete="off" aria-invalid=[wrong.map(|_| "true")]
                    aria-describedby=(if wrong.is_some() { format!("{id}-hjalp {id}-fel") } else { format!("{id}-hjalp") });
            }
            button type="submit" { (visit.say("Återkalla", "Revoke")) span.unseen { " " (key.purpose) } }
        }
    }
}

/// What the question is called; its address where the reader does not know it.
pub(super) fn title<'q>(visit: &Visit, questions: &'q [Question], slug: &'q str) -> &'q str {
    let known = questions.iter().find(|question| question.slug() == slug);
    known.map_or(slug, |question| question.definition().title.get(visit.lang))
}
