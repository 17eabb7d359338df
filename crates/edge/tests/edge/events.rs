//! Events of subscriptions: their places, their time and their price.

use std::{sync::atomic::Ordering, time::Duration};

use futures_util::future::join_all;
use serde_json::json;
use tokio::time::{Instant, sleep, timeout};

use crate::{
    service::{TestService, limits, service},
    sockets::{Socket, listening},
};

const STREAM: (&str, &str) = ("accept", "text/event-stream");

/// A finished stream, as it was written.
async fn streamed(service: &TestService, document: &str) -> String {
    service.ask_with(document, json!({}), &[STREAM]).await.text
}

/// What is left in the bucket of nobody, after the asking.
async fn left(service: &TestService) -> u64 {
    let answer = service.ask("{ hello }").await.json();
    answer["extensions"]["cost"]["remaining"].as_u64().expect("a number")
}

#[tokio::test(start_paused = true)]
async fn an_event_that_takes_too_long_ends_its_subscription_and_says_so() {
    let service = service();
    let told = streamed(&service, "subscription { changes(count: 2) { after(millis: 3600000) } }").await;
    let nexts = told.matches("event: next").count();
    assert!(nexts == 1 && told.contains("OPERATION_TIMED_OUT") && told.contains("event: complete"), "{told}");
    // Each event has a time of its own, and waiting for the next takes none of it.
    let told = streamed(&service, "subscription { changes(count: 4) { after(millis: 15000) } }").await;
    assert!(told.matches("event: next").count() == 4 && !told.contains("errors"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn events_of_one_caller_leave_places_for_those_of_others() {
    let service = limits(|limits| (limits.events, limits.events_per_caller) = (3, 2));
    let slow = "subscription { changes(count: 1) { after(millis: 10000) } }";
    let begun = Instant::now();
    let of_nobody = join_all((0..8).map(|_| streamed(&service, slow)));
    let other = async {
        sleep(Duration::from_secs(1)).await;
        assert_eq!(service.seen.most_resolved.load(Ordering::SeqCst), 2, "six stand in line");
        let bearer = format!("Bearer {}", service.token());
        let quick = "subscription { changes(count: 1) { number } }";
        let told = service.ask_with(quick, json!({}), &[STREAM, ("authorization", &bearer)]).await.text;
        assert!(told.contains(r#""number":0"#) && begun.elapsed() < Duration::from_secs(2), "{told}");
    };
    let (all, ()) = tokio::join!(of_nobody, other);
    // They wait longer than an operation would, and nobody is sent away for it.
    assert!(all.iter().all(|told| told.contains(r#""after":0"#)), "{all:?}");
    assert_eq!(begun.elapsed().as_secs(), 40);
}

#[tokio::test(start_paused = true)]
async fn events_take_no_places_of_operations() {
    let service = limits(|limits| (limits.events, limits.operations) = (1, 1));
    let slow = "subscription { changes(count: 1) { after(millis: 10000) } }";
    let (told, answer) = tokio::join!(streamed(&service, slow), async {
        sleep(Duration::from_secs(1)).await;
        service.ask("{ hello }").await
    });
    assert_eq!(answer.json()["data"]["hello"], "hej");
    assert!(told.contains(r#""after":0"#), "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_subscription_is_opened_in_a_place_of_an_operation_and_gives_it_back() {
    let service = limits(|limits| limits.operations = 1);
    let begun = Instant::now();
    let subscription = streamed(&service, "subscription { opens(millis: 10000, then: 60000) }");
    let (told, ()) = tokio::join!(subscription, async {
        sleep(Duration::from_secs(1)).await;
        let busy = service.ask("{ hello }").await;
        assert_eq!((busy.code().as_str(), begun.elapsed().as_secs()), ("BUSY", 6), "the only place is taken");
        sleep(Duration::from_secs(5)).await;
        assert_eq!(service.ask("{ hello }").await.json()["data"]["hello"], "hej", "it is open, and waits");
        assert_eq!(begun.elapsed().as_secs(), 11);
    });
    assert!(told.contains(r#""opens":1"#) && !told.contains("errors"), "{told}");
    assert_eq!(begun.elapsed().as_secs(), 70);

    // And none is opened where there is no place in time.
    let (slow, told) = tokio::join!(service.ask("{ slow }"), async {
        sleep(Duration::from_secs(1)).await;
        service.ask_with("subscription { ticks(count: 1) { number } }", json!({}), &[STREAM]).await
    });
    assert_eq!((slow.code().as_str(), told.code().as_str()), ("OPERATION_TIMED_OUT", "BUSY"));
    assert_eq!(told.header("retry-after"), "1");
}

#[tokio::test(start_paused = true)]
async fn an_opening_that_takes_too_long_is_given_up_with_its_place() {
    let service = limits(|limits| limits.operations = 1);
    let told = streamed(&service, "subscription { opens(millis: 3600000, then: 0) }").await;
    assert!(told.contains("OPERATION_TIMED_OUT") && told.contains("event: complete"), "{told}");
    assert_eq!(service.ask("{ hello }").await.json()["data"]["hello"], "hej");
}

/// A bucket of so much that hardly fills.
fn poor(bucket: u64) -> TestService {
    limits(|limits| {
        (limits.anonymous_bucket, limits.anonymous_refill, limits.refusal_cost) = (bucket, 1, 0);
    })
}

#[tokio::test]
async fn who_cannot_pay_for_the_next_event_is_told_so() {
    let service = poor(20);
    let document = "subscription { changes(count: 1000) { number } }";
    let told = streamed(&service, document).await;
    let (events, last) = told.split_once("RATE_LIMITED").expect("it is told");
    let paid = events.matches(r#""data":{"changes""#).count();
    assert!((9..20).contains(&paid), "{paid} events of 2, after an opening of 2: {told}");
    assert!(last.contains("retryAfter") && last.contains("event: complete") && !last.contains("event: next"), "{last}");

    let service = poor(20);
    let mut socket = Socket::greeted(listening(&service).await, None).await;
    socket.subscribe("1", document).await;
    let last = loop {
        let heard = socket.hear().await;
        if heard["type"] != "next" {
            break heard;
        }
    };
    assert_eq!(last["type"], "error", "{last}");
    let extensions = &last["payload"][0]["extensions"];
    assert_eq!(extensions["code"], "RATE_LIMITED");
    assert!(extensions["retryAfter"].is_u64(), "{last}");
}

#[tokio::test]
async fn the_bucket_holds_all_that_an_event_may_cost_and_is_given_back_what_it_did_not() {
    // 102 of which 2 are used.
    let document = "subscription { changes(count: 5) { things(first: 100) { nodes { id } } } }";
    let told = streamed(&poor(350), document).await;
    assert!(told.matches("event: next").count() == 5 && !told.contains("RATE_LIMITED"), "{told}");
    // The opening leaves 48.
    let told = streamed(&poor(150), document).await;
    assert!(told.contains("RATE_LIMITED") && !told.contains("nodes"), "{told}");
}

#[tokio::test]
async fn an_event_out_of_reach_costs_its_field() {
    let service = poor(1_000);
    let before = left(&service).await;
    let told = streamed(&service, "subscription { reached(count: 101, bytes: 0) { number } }").await;
    assert!(told.matches("event: next").count() == 1 && told.contains(r#""number":101"#), "{told}");
    let spent = before - left(&service).await;
    assert!((100..=105).contains(&spent), "a hundred of 1, then 2, the opening and the question: {spent}");
}

#[tokio::test]
async fn events_out_of_reach_hold_nothing_of_the_next() {
    let service = limits(|limits| limits.operation_bytes = 1 << 20);
    let told = streamed(&service, "subscription { reached(count: 10, bytes: 600000) { number } }").await;
    assert!(told.contains(r#""number":10"#) && !told.contains("LIMIT_OPERATION_BYTES"), "{told}");
}

#[tokio::test]
async fn a_socket_that_is_not_read_holds_no_place() {
    let service = limits(|limits| (limits.events, limits.events_per_caller) = (1, 1));
    let address = listening(&service).await;
    let mut unread = Socket::greeted(address, None).await;
    unread.subscribe("1", "subscription { changes(count: 1) { after(millis: 1000) } }").await;
    // More than the line takes is being sent when the event's time has come.
    for id in ["2", "3", "4"] {
        unread.subscribe(id, "{ things(first: 1) { nodes { text(bytes: 15000000) } } }").await;
    }
    let begun = async {
        while service.seen.resolved.load(Ordering::SeqCst) == 0 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(5), begun).await.expect("the event is resolved");
    let mut other = Socket::greeted(address, Some(format!("Bearer {}", service.token()))).await;
    other.subscribe("1", "subscription { changes(count: 1) { number } }").await;
    let told = other.hear().await;
    assert_eq!(told["payload"]["data"]["changes"]["number"], 0, "{told}");
    assert_eq!(service.seen.resolved.load(Ordering::SeqCst), 0);
    // What was said meanwhile is heard when the socket is read.
    let mut heard = Vec::new();
    while heard.len() < 8 {
        let one = unread.hear().await;
        heard.push((one["id"].clone(), one["type"].clone()));
    }
    for id in ["1", "2", "3", "4"] {
        let of_id: Vec<_> = heard.iter().filter(|one| one.0 == id).map(|one| &one.1).collect();
        assert_eq!(of_id, [&json!("next"), &json!("complete")], "{id}: {heard:?}");
    }
}
