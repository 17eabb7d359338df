//! Rollups equal the records they are made of, on both databases: after random histories, after a crash in the middle,
//! with many writers at once; and they answer every question as the records do.

mod crash;
mod history;
mod meeting;
mod needs;
mod open;
mod plans;
#[macro_use]
#[path = "../../../../tests/api/harness/databases.rs"]
mod databases;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: the cluster ends with this process, and nobody here stops it before")]
mod postgres;
mod questions;
mod single;
mod world;

use world::{Engine, World};

both![
    history::rollups_equal_the_records_after_a_random_history,
    history::many_writers_at_once_lose_nothing,
    history::a_wrong_cell_is_found_and_a_rebuild_mends_it,
    history::while_suspended_the_records_answer,
    history::a_new_value_of_an_enumeration_needs_no_step,
    history::live_rollups_stay_right_under_other_triggers,
    crash::what_is_not_committed_is_in_no_rollup,
    crash::a_fold_that_fails_half_way_changes_nothing,
    meeting::each_meets_each,
    meeting::none_waits_for_another_in_a_circle,
    single::what_is_not_counted_is_not_noted,
    single::several_outcomes_of_one_participation_change_at_once,
    single::an_outcome_moves_to_another_enrolment,
    single::results_are_cleared,
    plans::a_plan_is_noted_when_it_is_adopted_and_when_it_changes,
    plans::others_plans_are_told_alike_from_sums_and_from_copies,
    plans::sums_that_a_step_added_are_made_of_the_copies_that_are_there,
    plans::a_follow_up_has_the_numbers_of_the_tables,
    needs::a_need_is_noted_with_the_days_that_it_waited,
    needs::others_needs_are_told_alike_from_sums_and_from_copies,
    needs::a_councils_own_median_is_that_of_its_needs,
    open::what_is_everyones_is_told_alike_from_sums_and_from_records,
    questions::every_question_is_answered_as_from_the_records,
    questions::the_councils_question_reads_a_rollup,
];
