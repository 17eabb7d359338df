//! Figures of councils and the hub at work: how long needs waited, what was decided, what was bought and what others offer.

use super::*;
use crate::{
    figures::Average,
    rollup::{Rollups, Source},
};

fn public() -> Arc<Request> {
    Arc::new(Request::new(Actor::public(), "r"))
}

fn quartiles(figures: &Figures) -> Option<[f64; 4]> {
    let of = |Average { mean, lower_quartile, median, upper_quartile }| [mean, lower_quartile, median, upper_quartile];
    figures.cells[0].average.map(of)
}

#[tokio::test]
async fn how_long_needs_waited_for_each_step_is_told_by_quartiles_from_sums() {
    let world = World::new().await;
    world.report("GROWTH", 1..=12).await;
    let after = |nth: &str| format!("date('2021-05-01', '+' || ((record_key - 99) * {nth}) || ' days')");
    world.run(&format!("UPDATE needs SET triaged_on = {}", after("2"))).await;
    world.run(&format!("UPDATE needs SET begun_on = {} WHERE record_key < 108", after("3"))).await;
    world.run(&format!("UPDATE needs SET met_on = {} WHERE record_key < 104", after("10"))).await;
    let own = || Selection { councils: vec![stored("c", 1)], ..Selection::default() };
    let ask = async |measure| world.ask_of(&council(), measure, &[], own()).await;
    for (measure, records, expected, read) in [
        (Measure::DaysToTriage, 12, [13.0, 7.5, 13.0, 18.5], "triage"),
        (Measure::DaysToEndorsement, 12, [6.5, 3.75, 6.5, 9.25], "endorsement"),
        (Measure::DaysToAction, 8, [13.5, 8.25, 13.5, 18.75], "action"),
        (Measure::DaysToMet, 4, [25.0, 17.5, 25.0, 32.5], "met"),
    ] {
        let told = ask(measure).await;
        assert_eq!((told.total, quartiles(&told)), (ProtectedCount::exact(records), Some(expected)), "{measure}");
        assert!(matches!(told.source, Source::Rollup { cuboid, .. } if cuboid == read), "{measure}: {:?}", told.source);
    }
    let rollups = Rollups::new(&world.statistics.db);
    assert!(rollups.fold().await.expect("it folds") > 0);
    let differences = rollups.check().await.expect("it checks");
    assert!(differences.is_empty(), "{differences:#?}");
    assert_eq!(quartiles(&ask(Measure::DaysToTriage).await), Some([13.0, 7.5, 13.0, 18.5]), "folded");
    // To others as the copies say, the same from sums of them.
    world.publish().await;
    for measure in [Measure::DaysToTriage, Measure::DaysToAction, Measure::DaysToMet, Measure::PeopleNeeded] {
        let by = [Breakdown::Horizon];
        let told = world.ask(&contact(SMALL), measure, &by).await;
        let question = Question { measure, by: by.to_vec(), selection: Selection::default() };
        let base = world.statistics.clone().without_rollups();
        let copied = base.table(&contact(SMALL), &question).await.expect("an answer");
        assert_eq!((&told.cells, told.total), (&copied.cells, copied.total), "{measure}");
        assert!(matches!(told.source, Source::Rollup { .. }) && copied.source == Source::Base, "{measure}");
        assert_eq!(told.total.status, CountStatus::Perturbed, "{measure}");
    }
    // Four needs are too few to be told of, however long they waited.
    let told = world.ask(&contact(SMALL), Measure::DaysToMet, &[]).await;
    assert_eq!(told.cells[0].average, None, "{told:?}");
}

#[tokio::test]
async fn needs_are_told_apart_by_what_work_on_them_rests_on() {
    let world = World::new().await;
    world.report("GROWTH", 1..=12).await;
    world.run("UPDATE needs SET endorsed_on = NULL WHERE record_key < 102").await;
    world.run("UPDATE needs SET is_waived = true, begun_on = '2021-06-01' WHERE record_key = 100").await;
    let own = Selection { councils: vec![stored("c", 1)], ..Selection::default() };
    let told = world.ask_of(&council(), Measure::Needs, &[Breakdown::Backing, Breakdown::Horizon], own).await;
    for (backing, needs) in [("ENDORSED", 10), ("WAIVED", 1), ("NONE", 1)] {
        assert_eq!(at(&told, &[Some(backing), Some("SHORT")]), ProtectedCount::exact(needs), "{backing}");
    }
    let waived = Selection {
        councils: vec![stored("c", 1)],
        categories: vec![(Breakdown::Backing, vec!["WAIVED".to_owned()])],
        ..Selection::default()
    };
    let told = world.ask_of(&council(), Measure::DaysToAction, &[], waived).await;
    assert_eq!(quartiles(&told), Some([31.0; 4]));
    let told = world.ask(&contact(SMALL), Measure::Needs, &[Breakdown::Backing]).await;
    assert!(told.cells.iter().all(|cell| cell.count.status == CountStatus::Perturbed), "{told:?}");
}

impl World {
    /// Four procurements of the large company for its hub, the project paying: one planned with two quotes, one awarded after thirty
    /// days with three, one that a court has evaluated anew with one, and one cancelled before its award.
    async fn procure(&self) {
        let (hub, council, buyer, project) = (id("h", 1), id("c", 1), id("rg", LARGE), id("pr", 1));
        self.run(&format!(
            "INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, closed_on, status_reason, demonstration) \
             VALUES ('{hub}', 1, '{council}', '{buyer}', 'H', 'h', 'PERMANENT', '2020-01-01', NULL, NULL, true)"
        ))
        .await;
        for bidder in 11..=13 {
            self.run(&format!(
                "INSERT INTO organisations VALUES ('{}', 1, NULL, false, 'B', 'b', 'COMPANY', NULL, NULL, true, 0)",
                id("rg", bidder)
            ))
            .await;
        }
        for (nth, status, awarded_on, disclosed_on, quotes) in [
            (1, "PLANNED", "NULL", "NULL", 2),
            (2, "CONTRACTED", "'2021-03-03'", "'2021-03-03'", 3),
            (3, "EVALUATION", "'2021-03-10'", "'2021-03-10'", 1),
            (4, "CANCELLED", "NULL", "NULL", 0),
        ] {
            let method = if nth == 2 { "OPEN" } else { "DIRECT" };
            self.run(&format!(
                "INSERT INTO procurements (id, version, organisation_id, hub_id, council_id, project_id, title, title_key, regime,
                    category, method, cpv_code, estimated_value_minor, status, planned_on, awarded_on, disclosed_on)
                 VALUES ('{}', 1, '{buyer}', '{hub}', '{council}', '{project}', 'P', 'p', 'LOU', 'GENERAL', '{method}', '80500000',
                    9000000, '{status}', '2021-02-01', {awarded_on}, {disclosed_on})",
                id("pc", nth)
            ))
            .await;
            for bidder in 0..quotes {
                let state = if nth == 2 && bidder == 0 { "ACCEPTED" } else { "QUALIFIED" };
                self.run(&format!(
                    "INSERT INTO quotes (id, version, procurement_id, organisation_id, hub_id, bidder_id, amount_minor, received_on, status)
                     VALUES ('{}', 1, '{}', '{buyer}', '{hub}', '{}', {}, '2021-02-20', '{state}')",
                    id("qt", nth * 10 + bidder),
                    id("pc", nth),
                    id("rg", 11 + bidder),
                    12_345_650 + bidder
                ))
                .await;
            }
        }
    }
}

#[tokio::test]
async fn before_the_award_a_procurement_is_in_no_figure_but_the_buyers() {
    let world = World::new().await;
    world.procure().await;
    let officer = |of| as_role(Role::ProcurementOfficer, |held| held.organisation = Some(stored("rg", of)));
    let hub = as_role(Role::HubCoordinator, |held| held.hub = Some(stored("h", 1)));
    let of_buyer = || Selection { organisations: vec![stored("rg", LARGE)], ..Selection::default() };
    let of_hub = || Selection { hubs: vec![stored("h", 1)], ..Selection::default() };
    // Everyone is told of the one that was awarded, whatever is selected: another's officer, the project that pays, the council.
    for (who, selection) in [
        (public(), Selection::default()),
        (public(), of_buyer()),
        (officer(SMALL), of_buyer()),
        (officer(LARGE), Selection::default()),
        (contact(LARGE), of_buyer()),
        (manager(), of_project()),
        (council(), Selection { councils: vec![stored("c", 1)], ..Selection::default() }),
    ] {
        let ask = async |measure, by: &[Breakdown]| world.ask_of(&who, measure, by, selection.clone()).await;
        let told = ask(Measure::Procurements, &[Breakdown::Status, Breakdown::Procedure, Breakdown::Year]).await;
        assert_eq!((told.total, told.cells.len()), (ProtectedCount::exact(1), 8), "{told:?}");
        assert_eq!(at(&told, &[Some("CONTRACTED"), Some("OPEN"), Some("2021")]), ProtectedCount::exact(1));
        assert_eq!(ask(Measure::QuotesReceived, &[]).await.total, ProtectedCount::exact(3));
        assert_eq!(ask(Measure::AwardedValue, &[]).await.total, ProtectedCount::exact(123_457), "half kronor go up");
        let told = ask(Measure::DaysToAward, &[]).await;
        assert_eq!((told.total, quartiles(&told)), (ProtectedCount::exact(1), Some([30.0; 4])));
    }
    for (who, selection) in [(officer(LARGE), of_buyer()), (hub, of_hub())] {
        let ask = async |measure, by: &[Breakdown]| world.ask_of(&who, measure, by, selection.clone()).await;
        let told = ask(Measure::Procurements, &[Breakdown::Status]).await;
        assert_eq!((told.total, told.policy.audience), (ProtectedCount::exact(4), Audience::Owner), "{told:?}");
        assert_eq!(at(&told, &[Some("EVALUATION")]), ProtectedCount::exact(1));
        assert_eq!(ask(Measure::QuotesReceived, &[]).await.total, ProtectedCount::exact(6));
        assert_eq!(ask(Measure::AwardedValue, &[]).await.total, ProtectedCount::exact(123_457));
        assert_eq!(quartiles(&ask(Measure::DaysToAward, &[]).await), Some([33.5, 31.75, 33.5, 35.25]));
    }
}

#[tokio::test]
async fn decisions_are_everyones_when_the_minutes_are_approved_and_public() {
    let world = World::new().await;
    world.report("GROWTH", [1]).await;
    let council_id = id("c", 1);
    for (nth, status, is_public) in [(1, "MINUTES_APPROVED", true), (2, "HELD", true), (3, "MINUTES_APPROVED", false)] {
        world
            .run(&format!(
                "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at, meets_on,
                    meets_in, demonstration, is_public)
                 VALUES ('{}', 1, '{council_id}', '{council_id}', 'M', 'm', '{status}', 'ON_SITE', 0, '2021-0{nth}-15', 2021, true,
                     {is_public})",
                id("cm", nth)
            ))
            .await;
    }
    for (nth, meeting, kind, status) in [
        (1, 1, "DECISION", "ADOPTED"),
        (2, 1, "ENDORSEMENT", "REJECTED"),
        (3, 1, "DECISION", "POSTPONED"),
        (4, 2, "DECISION", "ADOPTED"),
        (5, 1, "DECISION", "PROPOSED"),
        (6, 3, "DECISION", "ADOPTED"),
    ] {
        let (item, meeting_id, is_public) = (id("ai", nth), id("cm", meeting), meeting == 1);
        let need = format!("'{}'", id("nd", 100));
        let endorses = if kind == "ENDORSEMENT" { need.as_str() } else { "NULL" };
        world
            .run(&format!(
                "INSERT INTO agenda_items (id, version, meeting_id, council_id, body_id, kind, position, title, title_key)
                 VALUES ('{item}', 1, '{meeting_id}', '{council_id}', '{council_id}', '{kind}', {nth}, 'A', 'a')"
            ))
            .await;
        world
            .run(&format!(
                "INSERT INTO council_decisions (id, version, item_id, meeting_id, council_id, endorses_id, text, status, decided_on,
                    is_public)
                 VALUES ('{}', 1, '{item}', '{meeting_id}', '{council_id}', {endorses}, 'D', '{status}', '2021-0{meeting}-15',
                     {is_public})",
                id("cd", nth)
            ))
            .await;
    }
    let own = || Selection { councils: vec![stored("c", 1)], ..Selection::default() };
    let by = [Breakdown::ItemKind, Breakdown::Status, Breakdown::Quarter];
    for (who, selection) in [(public(), Selection::default()), (contact(SMALL), own())] {
        let told = world.ask_of(&who, Measure::CouncilDecisions, &by, selection).await;
        assert!(matches!(told.source, Source::Rollup { cuboid: "month", .. }), "{:?}", told.source);
        assert_eq!(told.total, ProtectedCount::exact(3), "{told:?}");
        for (kind, status) in [("DECISION", "ADOPTED"), ("ENDORSEMENT", "REJECTED"), ("DECISION", "POSTPONED")] {
            assert_eq!(at(&told, &[Some(kind), Some(status), Some("2021-Q1")]), ProtectedCount::exact(1));
        }
    }
    let told = world.ask_of(&council(), Measure::CouncilDecisions, &[Breakdown::Month, Breakdown::Status], own()).await;
    assert_eq!((told.total, told.policy.audience), (ProtectedCount::exact(5), Audience::Owner));
    for month in ["2021-02", "2021-03"] {
        assert_eq!(at(&told, &[Some(month), Some("ADOPTED")]), ProtectedCount::exact(1), "{month}");
    }
}

#[tokio::test]
async fn the_supply_is_counted_with_and_without_days_and_stands_beside_the_needs() {
    let world = World::new().await;
    for (nth, is_described, removed_on) in [(1, true, "NULL"), (2, true, "'2021-08-01'"), (3, false, "NULL")] {
        world
            .run(&format!(
                "INSERT INTO education_offerings (id, version, identifier, source_key, is_described, title, ssyk_code, isced_code,
                    is_vocational, gives_degree, removed_on, content_hash, title_key, words_key)
                 VALUES ('{}', 1, 'i{nth}', 'i{nth}', {is_described}, 'O', '2512', '4', true, false, {removed_on}, 'h', 'o', 'o')",
                id("eo", nth)
            ))
            .await;
    }
    // One is cancelled, and two are of an offering that was taken back or never told of.
    for (nth, offering, starts_on, place, pace, is_cancelled) in [
        (1, 1, "'2021-09-01'", "'1480'", "50", false),
        (2, 1, "'2021-10-01'", "'1980'", "100", false),
        (3, 1, "NULL", "NULL", "NULL", false),
        (4, 1, "'2021-09-01'", "'1480'", "50", true),
        (5, 2, "'2021-09-01'", "'1480'", "50", false),
        (6, 3, "'2021-09-01'", "'1480'", "50", false),
    ] {
        world
            .run(&format!(
                "INSERT INTO education_events (id, version, offering_id, identifier, source_key, starts_on, municipality_code, sites,
                    pace_percent, is_distance, admits_continuously, is_cancelled, content_hash, starts_key, words_key)
                 VALUES ('{}', 1, '{}', 'e{nth}', 'e{nth}', {starts_on}, {place}, 1, {pace}, false, false, {is_cancelled}, 'h',
                    COALESCE({starts_on}, '9999-12-31'), 'o')",
                id("ee", nth),
                id("eo", offering)
            ))
            .await;
    }
    let offerings = world.ask(&public(), Measure::EducationOfferings, &[Breakdown::IscedLevel]).await;
    assert_eq!((offerings.total, at(&offerings, &[Some("4")])), (ProtectedCount::exact(1), ProtectedCount::exact(1)));
    let by = [Breakdown::Dated, Breakdown::Quarter, Breakdown::County, Breakdown::Pace];
    let events = world.ask(&public(), Measure::EducationEvents, &by).await;
    for key in [
        ["DATED", "2021-Q3", "14", "50-99"],
        ["DATED", "2021-Q4", "19", "100+"],
        ["UNDATED", "UNKNOWN", "UNKNOWN", "UNKNOWN"],
    ] {
        assert_eq!(at(&events, &key.map(Some)), ProtectedCount::exact(1), "{key:?}");
    }
    assert_eq!(events.total, ProtectedCount::exact(3));
    world.report("GROWTH", [1, 2, 3]).await;
    world.run("UPDATE needs SET ssyk_code = '2512'").await;
    let own = Selection { councils: vec![stored("c", 1)], ..Selection::default() };
    let by = [Breakdown::OccupationMinorGroup];
    let question = Question { measure: Measure::PeopleNeededAgainstSupply, by: by.to_vec(), selection: own };
    let refused = world.statistics.table(&council(), &question).await.expect_err("refused").to_string();
    assert_eq!(refused, "invalid filter.councilId: MEASURE_LACKS_DIMENSION", "a supply is no council's");
    // Divided by council its own needs are told as they are, beside the whole supply.
    let by = [Breakdown::Council, Breakdown::OccupationMinorGroup];
    let told = world.ask(&council(), Measure::PeopleNeededAgainstSupply, &by).await;
    let key = [Some(id("c", 1)), Some("251".to_owned())];
    let place = told.cells.iter().position(|cell| cell.key == key).expect("the council's occupation");
    let (supply, nth) = told.counterpart(place).expect("a supply");
    assert_eq!(
        (told.cells[place].count, supply.cells[nth].count),
        (ProtectedCount::exact(15), ProtectedCount::exact(3))
    );
}
