//! What is told as it is: procurements, and the education that others offer.

use std::sync::Arc;

use access::{Actor, Request, Role};
use statistics::{
    figures::{Breakdown, Measure, Question, Selection, Statistics},
    rollup::Source,
};

use crate::{
    questions::{as_role, told},
    world::{COUNCILS, Draw, HUBS, ORGANISATIONS, PROJECTS, World, id, stored},
};

/// Most procurements and offerings that there are of a random history.
const RECORDS: u64 = 60;

/// One change to a procurement or an offering, as a statement. It may be refused.
pub fn change(draw: &mut Draw) -> String {
    if draw.below(2) == 0 { procurement(draw) } else { offering(draw) }
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
    format!(
        "INSERT INTO procurements (id, version, organisation_id, hub_id, council_id, project_id, title, title_key, regime, category, \
         method, cpv_code, estimated_value_minor, status, planned_on) VALUES ('{}', 1, '{}', '{}', '{}', {}, 'P', 'p', 'LOU', \
         'GENERAL', '{}', '80500000', 9000000, 'PLANNED', {})",
        draw.id("pc", RECORDS),
        draw.id("rg", ORGANISATIONS),
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
    let happen = async |draw: &mut Draw, times: usize| {
        for _ in 0..times {
            drop(world.attempt(&change(draw)).await);
        }
    };
    happen(&mut draw, 600).await;
    world.assert_equal("noted").await;
    assert!(world.rollups.fold().await.expect("it folds") > 0);
    happen(&mut draw, 100).await;
    world.assert_equal("folded, and more came").await;
    let public = Arc::new(Request::new(Actor::public(), "r"));
    let officer = as_role(Role::ProcurementOfficer, |held| held.organisation = Some(stored("rg", 1)));
    let of_buyer = Selection { organisations: vec![stored("rg", 1)], ..Selection::default() };
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
    ] {
        let is_bought = measure != Measure::EducationOfferings;
        // The buyer's own are told apart by the buyer.
        let of_owner = if expected == "month" { "body" } else { expected };
        let owner = is_bought.then(|| (&officer, of_buyer.clone(), of_owner));
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
    let all = world.number("SELECT CAST(SUM(n) AS bigint) FROM rollup_procurements_month").await;
    let open = "SELECT CAST(SUM(n) AS bigint) FROM rollup_procurements_month WHERE is_disclosed";
    let open = world.number(open).await;
    assert!(open > 0 && open < all, "{open} of {all}");
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
