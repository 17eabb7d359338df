//! Every event is read once, whatever is committed when.

use std::{collections::BTreeSet, time::Duration};

use kernel::id::EventId;
use sea_orm::{ConnectionTrait, TransactionTrait};
use store::{Db, Event, Happening, Seen};

use super::{World, beside, connected, grant};

fn subjects(events: &[Happening]) -> Vec<&str> {
    events.iter().map(|event| event.subject.as_str()).collect()
}

/// All events that were committed since `seen`, in portions, and what has been seen with them.
async fn since(db: &Db, seen: &Seen) -> (Vec<Happening>, Seen) {
    let now = db.seen_now().await.expect("now");
    let (mut all, mut from) = (Vec::new(), Some(0));
    while let Some(after) = from {
        let (events, rest) = db.happenings_between(seen, &now, after, 250).await.expect("events");
        all.extend(events);
        from = rest;
    }
    (all, now)
}

pub(super) async fn an_event_that_cannot_be_read_is_passed_over(world: World) {
    let begin = world.db.seen_now().await.expect("a beginning");
    for subject in ["first", "odd", "last"] {
        world.change(subject).await.expect("it is done");
    }
    world.run("UPDATE outbox SET id = 'no id' WHERE subject = 'odd'").await;
    let (events, seen) = since(&world.db, &begin).await;
    assert_eq!(subjects(&events), ["first", "last"]);
    world.change("next").await.expect("it is done");
    let (events, _) = since(&world.db, &seen).await;
    assert_eq!(subjects(&events), ["next"]);
}

pub(super) async fn an_event_that_is_committed_late_is_read_once(world: World) {
    let insert = |subject: &str| {
        format!(
            "INSERT INTO outbox (id, name, version, subject, at) VALUES ('{subject:0>26}', 'Changed', 1, '{subject}', 1)"
        )
    };
    let begin = world.db.seen_now().await.expect("a beginning");
    let (first, begin) = since(&world.db, &begin).await;
    assert!(first.is_empty());
    let other = beside(&world.url).await;
    let late = other.begin().await.expect("a transaction");
    if world.db.dialect() == store::Dialect::Postgres {
        for nth in 0..700 {
            late.execute_unprepared(&insert(&format!("1{nth:04}"))).await.expect("it is written");
        }
    }
    for nth in 0..600 {
        world.change(&format!("soon-{nth}")).await.expect("it is done");
    }
    let (soon, seen) = since(&world.db, &begin).await;
    let wanted: Vec<String> = (0..600).map(|nth| format!("soon-{nth}")).collect();
    assert_eq!(subjects(&soon), wanted);
    let mark = world.db.watermark().await.expect("a mark");
    if world.db.dialect() == store::Dialect::Sqlite {
        // There is one writer: whoever is late begins late.
        for nth in 0..700 {
            late.execute_unprepared(&insert(&format!("1{nth:04}"))).await.expect("it is written");
        }
    }
    late.commit().await.expect("it is committed");
    assert_ne!(world.db.watermark().await.expect("a mark"), mark, "what is late is noticed");
    let (late, seen) = since(&world.db, &seen).await;
    let wanted: Vec<String> = (0..700).map(|nth| format!("1{nth:04}")).collect();
    assert_eq!(subjects(&late), wanted);
    let (more, _) = since(&world.db, &seen).await;
    assert!(more.is_empty(), "{:?}", subjects(&more));
    // Whoever has had one of the first gets every other that may have come after it.
    let had: EventId = soon[10].id;
    let had = world.db.had(had).await.expect("it reads").expect("it is there");
    let (again, _) = since(&world.db, &had.seen).await;
    let again: BTreeSet<&str> =
        again.iter().filter(|event| !had.includes(event)).map(|event| event.subject.as_str()).collect();
    assert!(soon[11..].iter().chain(&late).all(|event| again.contains(event.subject.as_str())));
    assert!(!again.contains("soon-10"));
    // Read in portions they are the same, whatever is committed meanwhile.
    let now = world.db.seen_now().await.expect("now");
    let (mut portions, mut from) = (Vec::new(), Some(0));
    while let Some(after) = from {
        let (events, rest) = world.db.happenings_between(&begin, &now, after, 100).await.expect("events");
        assert!(events.len() <= 100, "{}", events.len());
        portions.extend(events.into_iter().map(|event| event.subject));
        world.change(&format!("meanwhile-{after}")).await.expect("it is done");
        from = rest;
    }
    let (once, whole): (BTreeSet<&str>, BTreeSet<&str>) =
        (portions.iter().map(String::as_str).collect(), subjects(&soon).into_iter().chain(subjects(&late)).collect());
    assert_eq!((once.len(), portions.len()), (1_300, 1_300));
    assert_eq!(once, whole);
    for (most, more) in [(0, true), (1_299, true), (1_300, false), (20_000, false)] {
        assert_eq!(world.db.more_happened(&begin, &now, most).await.expect("it counts"), more, "{most}");
    }
    other.close().await.expect("it closes");
}

pub(super) async fn many_writers_beside_a_long_one_lose_no_event(world: World) {
    let mut seen = world.db.seen_now().await.expect("a beginning");
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let url = world.url.clone();
            tokio::spawn(async move {
                let db = connected(&url).await;
                for nth in 0..40 {
                    let mut tx = db.begin(&grant(None)).await.expect("a change");
                    let events = if (nth + writer) % 10 == 0 { 300 } else { 1 };
                    for event in 0..events {
                        tx.emit(Event::new("Changed", format!("{writer}-{nth}-{event}")));
                    }
                    tx.commit("done").await.expect("it is done");
                }
                db.close().await;
            })
        })
        .collect();
    let mut read = Vec::new();
    loop {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let (events, now) = since(&world.db, &seen).await;
        read.extend(events.into_iter().map(|event| event.subject));
        seen = now;
        if done {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for writer in writers {
        writer.await.expect("it ends");
    }
    let once: BTreeSet<String> = read.iter().cloned().collect();
    assert_eq!(once.len(), read.len(), "some came twice");
    assert_eq!(once, world.committed().await);
    assert_eq!(read.len(), 4 * (36 + 4 * 300));
}

/// However many they are and however long.
pub(super) async fn a_portion_is_bounded_by_its_bytes(world: World) {
    let begin = world.db.seen_now().await.expect("a beginning");
    let mut tx = world.db.begin(&grant(None)).await.expect("a change");
    let subject = |nth: usize| format!("{nth:0>2000}");
    for nth in 0..200 {
        tx.emit(Event::new("Changed", subject(nth)));
    }
    tx.commit("done").await.expect("it is done");
    let now = world.db.seen_now().await.expect("now");
    let (mut read, mut from, mut portions) = (Vec::new(), Some(0), 0);
    while let Some(after) = from {
        let (events, rest) = world.db.happenings_between(&begin, &now, after, 1_000).await.expect("events");
        let bytes: usize = events.iter().map(|event| event.subject.len()).sum();
        assert!(bytes <= 64 * 1024 + 2_000, "{bytes}");
        assert!(!events.is_empty() || rest.is_none(), "it comes no further than {after}");
        read.extend(events.into_iter().map(|event| event.subject));
        (from, portions) = (rest, portions + 1);
    }
    assert!(portions > 5, "{portions}");
    assert_eq!(read, (0..200).map(subject).collect::<Vec<_>>());
}
