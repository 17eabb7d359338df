//! What is told as it is: procurements, the education that others offer, and councils' decisions.

use std::sync::Arc;

use access::{Actor, Request, Role};
use statistics::{
    figures::{Breakdown, Measure, Question, Selection, Statistics},
    rollup::Source,
};

use crate::{
    needs::need,
    questions::{as_role, leader, told},
    world::{COUNCILS, Draw, HUBS, ORGANISATIONS, PROJECTS, World, id, stored},
};

/// Most procurements, offerings and decisions that there are of a random history.
const RECORDS: u64 = 60;

/// One change to a procurement, an offering or a decision, as a statement. It may be refused.
pub fn change(draw: &mut Draw) -> String {
    match draw.below(3) {
        0 => procurement(draw),
        1 => offering(draw),
        _ => decision(draw),
    }
}

fn decision(draw: &mut Draw) -> String {
    let (one, day) = (format!("id = '{}'", draw.id("cd", RECORDS)), draw.day());
    let set = match draw.below(10) {
        0..3 => return proposed(draw),
        3 | 4 => format!("status = '{}', decided_on = {day}", draw.one(&["ADOPTED", "REJECTED", "POSTPONED"])),
        5 => "is_public = true".to_owned(),
        6 => format!("is_public = false, industry_council_id = {}", draw.id_or_none("b", COUNCILS)),
        7 => format!("status = 'EXECUTED', executed_on = {day}"),
        8 => "version = version + 1, text = 'nothing that is counted'".to_owned(),
        _ => return format!("DELETE FROM council_decisions WHERE {one}"),
    };
    let which = if draw.below(12) == 0 { format!("meeting_id = '{}'", draw.id("cm", COUNCILS)) } else { one };
    format!("UPDATE council_decisions SET {set} WHERE {which}")
}

fn proposed(draw: &mut Draw) -> String {
    let (council, need) = (draw.below(COUNCILS) + 1, id("nd", 1));
    // Where the need is there.
    let endorses = format!("(SELECT id FROM needs WHERE id = '{need}')");
    format!(
        "INSERT INTO council_decisions (id, version, item_id, meeting_id, council_id, industry_council_id, endorses_id, text, status) \
         VALUES ('{}', 1, '{}', '{}', '{}', {}, {}, 'D', 'PROPOSED')",
        draw.id("cd", RECORDS),
        id("ai", council),
        id("cm", council),
        id("c", council),
        draw.id_or_none("b", COUNCILS),
        if draw.below(3) == 0 { endorses } else { "NULL".to_owned() },
    )
}

fn procurement(draw: &mut Draw) -> String {
    let (which, day) = (format!("id = '{}'", draw.id("pc", RECORDS)), draw.day());
    let set = match draw.below(9) {
        0..3 => return planned(draw),
        3 => format!("status = 'AWARDED', awarded_on = {day}, disclosed_on = {day}"),
        4 => "status = 'EVALUATION'".to_owned(),
        5 => "status = 'CANCELLED', awarded_on = NULL, disclosed_on = NULL".to_owned(),
        6 => format!("method = '{}', project_id = {}", draw.one(&["OPEN", "DIRECT"]), draw.id_or_none("pr", PROJECTS)),
        7 => "version = version + 1, title = 'nothing that is counted'".to_owned(),
        _ => return format!("DELETE FROM procurements WHERE {which}"),
    };
    let which =
        if draw.below(6) == 0 { format!("organisation_id = '{}'", draw.id("rg", ORGANISATIONS)) } else { which };
    format!("UPDATE procurements SET {set} WHERE {which}")
}

fn planned(draw: &mut Draw) -> String {
    let (which, buyer) = (draw.id("pc", RECORDS), draw.id("rg", ORGANISATIONS));
    planned_by(draw, &which, &buyer)
}

fn planned_by(draw: &mut Draw, which: &str, buyer: &str) -> String {
    format!(
        "INSERT INTO procurements (id, version, organisation_id, hub_id, council_id, project_id, title, title_key, regime, category, \
         method, cpv_code, estimated_value_minor, status, planned_on) VALUES ('{}', 1, '{}', '{}', '{}', {}, 'P', 'p', 'LOU', \
         'GENERAL', '{}', '80500000', 9000000, 'PLANNED', {})",
        which,
        buyer,
        draw.id("h", HUBS),
        draw.id("c", COUNCILS),
        draw.id_or_none("pr", PROJECTS),
        draw.one(&["OPEN", "DIRECT"]),
        draw.day()
    )
}

fn offering(draw: &mut Draw) -> String {
    let nth = draw.below(RECORDS) + 1;
    let (which, day) = (format!("id = '{}'", id("eo", nth)), draw.day());
    let set = match draw.below(8) {
        0..3 => {
            return format!(
                "INSERT INTO education_offerings (id, version, identifier, source_key, is_described, title, ssyk_code, skill_code, \
                 sun_code, isced_code, is_vocational, gives_degree, content_hash, title_key, words_key) VALUES ('{}', 1, 'i{nth}', \
                 'i{nth}', {}, 'O', {}, {}, {}, {}, true, false, 'h', 'o', 'o')",
                id("eo", nth),
                draw.below(4) > 0,
                draw.text(&["2512", "7113"]),
                draw.text(&["s1", "s2"]),
                draw.text(&["481", "725"]),
                draw.text(&["4", "6"])
            );
        }
        3 => format!("removed_on = {day}"),
        4 => "removed_on = NULL, is_described = true".to_owned(),
        5 => format!("ssyk_code = {}, isced_code = {}", draw.text(&["2512", "7113"]), draw.text(&["4", "6"])),
        6 => "version = version + 1, title = 'nothing that is counted'".to_owned(),
        _ => return format!("DELETE FROM education_offerings WHERE {which}"),
    };
    let which = if draw.below(6) == 0 { "isced_code = '4'".to_owned() } else { which };
    format!("UPDATE education_offerings SET {set} WHERE {which}")
}

pub async fn what_is_everyones_is_told_alike_from_sums_and_from_records(world: World) {
    let mut draw = Draw::of(53);
    world.run(&need(1, 1, "NULL", "GROWTH", 7, ("'2021-03-01'", "NULL"), 5)).await;
    let happen = async |draw: &mut Draw, times: usize| {
        for _ in 0..times {
            drop(world.attempt(&change(draw)).await);
        }
    };
    happen(&mut draw, 900).await;
    world.assert_equal("noted").await;
    assert!(world.rollups.fold().await.expect("it folds") > 0);
    happen(&mut draw, 150).await;
    // Whatever chance has left to the buyer that is asked for, one of its own was awarded.
    let own = id("pc", RECORDS + 1);
    world.run(&planned_by(&mut draw, &own, &id("rg", 1))).await;
    world
        .run(&format!(
            "UPDATE procurements SET status = 'AWARDED', awarded_on = planned_on, disclosed_on = planned_on WHERE id = '{own}'"
        ))
        .await;
    world.assert_equal("folded, and more came").await;
    let public = Arc::new(Request::new(Actor::public(), "r"));
    let officer = as_role(Role::ProcurementOfficer, |held| held.organisation = Some(stored("rg", 1)));
    let leading = leader();
    let of_buyer = Selection { organisations: vec![stored("rg", 1)], ..Selection::default() };
    let of_council = Selection { councils: vec![stored("c", 1)], ..Selection::default() };
    let rolled = Statistics::new(&world.db);
    let base = rolled.clone().without_rollups();
    for (measure, by, expected) in [
        (Measure::Procurements, vec![Breakdown::Status, Breakdown::Procedure, Breakdown::Year], "month"),
        (Measure::Procurements, vec![Breakdown::OrganisationKind], "body"),
        (Measure::Procurements, vec![Breakdown::ProgrammePeriod, Breakdown::Quarter], "body"),
        (Measure::DaysToAward, vec![Breakdown::Hub], "award"),
        (Measure::DaysToAward, vec![Breakdown::Procedure, Breakdown::Year], "award"),
        (Measure::EducationOfferings, vec![Breakdown::OccupationMinorGroup, Breakdown::IscedLevel], "occupation"),
        (Measure::EducationOfferings, vec![Breakdown::EducationField], "field"),
        (Measure::EducationOfferings, vec![Breakdown::Skill, Breakdown::IscedLevel], "subject"),
        (Measure::CouncilDecisions, vec![Breakdown::Status, Breakdown::ItemKind], "kind"),
        (Measure::CouncilDecisions, vec![Breakdown::Council, Breakdown::Month], "month"),
        (Measure::CouncilDecisions, vec![Breakdown::IndustryCouncil, Breakdown::Year], "body"),
    ] {
        let owner = match measure {
            Measure::EducationOfferings => None,
            Measure::CouncilDecisions => Some((&leading, of_council.clone(), expected)),
            // The buyer's own are told apart by the buyer.
            _ => Some((&officer, of_buyer.clone(), if expected == "month" { "body" } else { expected })),
        };
        for (who, selection, read) in [Some((&public, Selection::default(), expected)), owner].into_iter().flatten() {
            let question = Question { measure, by: by.clone(), selection };
            let found = rolled.table(who, &question).await.unwrap_or_else(|error| panic!("{error}: {question:?}"));
            let recorded = base.table(who, &question).await.unwrap_or_else(|error| panic!("{error}: {question:?}"));
            assert_eq!(told(&found), told(&recorded), "{question:?}");
            assert!(found.total.value.is_some_and(|total| total > 0), "{question:?}: nothing is told");
            assert!(matches!(found.source, Source::Rollup { cuboid, .. } if cuboid == read), "{:?}", found.source);
            assert_eq!(recorded.source, Source::Base);
        }
    }
    // What everyone is told is less than what there is.
    for (table, is_open) in
        [("rollup_procurements_month", "is_disclosed"), ("rollup_council_decisions_kind", "is_public")]
    {
        let all = world.number(&format!("SELECT CAST(SUM(n) AS bigint) FROM {table}")).await;
        let open = world.number(&format!("SELECT CAST(SUM(n) AS bigint) FROM {table} WHERE {is_open}")).await;
        assert!(open > 0 && open < all, "{table}: {open} of {all}");
    }
    world.run("UPDATE rollup_education_offerings_field SET n = n + 1").await;
    let differences = world.rollups.check().await.expect("it checks");
    assert!(!differences.is_empty(), "a wrong cell is found");
    assert!(
        differences.iter().all(|difference| difference.table == "rollup_education_offerings_field"),
        "{differences:?}"
    );
    world.rollups.rebuild().await.expect("it rebuilds");
    world.assert_equal("rebuilt").await;
}
