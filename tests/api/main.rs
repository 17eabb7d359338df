//! The service seen from the server: every test is written once and runs on SQLite and on PostgreSQL, or says why it has
//! a meaning on one of them alone.
//!
//! `cargo test -p kompetensnav --test api [-- FILTER]`. What the machine lacks is named in the last lines; `tests/run`
//! installs it, and fails instead of leaving anything out.

mod a_year;
mod access;
mod analyses;
mod architecture;
mod at_once;
mod away;
mod between;
mod briefing;
mod choosing;
mod columns;
mod common_gaps;
mod connections;
mod constitution;
mod council_meetings;
mod data;
mod disk;
mod education_supply;
mod education_tables;
mod effort_path;
mod efforts;
mod equality;
mod equality_of_parties;
mod examples;
mod expert;
mod follow_ups;
mod form_words;
mod forms;
mod frames;
mod full_text;
mod happened;
mod harness;
mod hubs;
mod import;
mod learning_details;
mod learning_facts;
mod library;
mod looking_ahead;
mod matching;
mod measures;
mod memory;
mod migrations;
mod nameless;
mod needs;
mod network_materials;
mod network_members;
mod networks;
mod offered;
mod organisations;
mod outside;
mod paging;
mod portability;
mod possible;
mod printed;
mod privacy;
mod procurement;
mod projects;
mod questions;
mod readers;
mod reflections;
mod roles;
mod schema;
mod scope;
mod seed_000;
mod seed_001;
mod seed_002;
mod seed_003;
mod seed_004;
mod seed_answers;
mod seed_questions;
mod seeds;
mod sign_in;
mod skill_files;
mod sockets;
mod statements;
mod texts;
mod together;
mod told_apart;
mod too_early;
mod tools;
mod trail_figures;
mod typed;
mod unread;
mod verbs;
mod wall;
mod ways;
mod words;
mod workplace_figures;
mod workplace_names;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [
        a_year::tests(),
        access::tests(),
        analyses::tests(),
        architecture::tests(),
        at_once::tests(),
        away::tests(),
        between::tests(),
        briefing::tests(),
        choosing::tests(),
        columns::tests(),
        common_gaps::tests(),
        connections::tests(),
        council_meetings::tests(),
        council_meetings::feeds::tests(),
        constitution::tests(),
        data::tests(),
        disk::tests(),
        education_supply::tests(),
        education_tables::tests(),
        effort_path::tests(),
        efforts::tests(),
        equality::tests(),
        equality_of_parties::tests(),
        examples::tests(),
        expert::tests(),
        follow_ups::tests(),
        form_words::tests(),
        forms::tests(),
        frames::tests(),
        happened::tests(),
        full_text::tests(),
        hubs::tests(),
        import::tests(),
        learning_details::tests(),
        learning_facts::tests(),
        library::tests(),
        looking_ahead::tests(),
        matching::tests(),
        measures::tests(),
        memory::tests(),
        migrations::tests(),
        nameless::tests(),
        needs::tests(),
        network_materials::tests(),
        network_members::tests(),
        networks::tests(),
        offered::tests(),
        organisations::tests(),
        outside::tests(),
        paging::tests(),
        portability::tests(),
        possible::tests(),
        printed::tests(),
        privacy::tests(),
        procurement::tests(),
        projects::tests(),
        questions::tests(),
        readers::tests(),
        reflections::tests(),
        roles::tests(),
        schema::tests(),
        scope::tests(),
        seed_000::tests(),
        seed_001::tests(),
        seed_002::tests(),
        seed_003::tests(),
        seed_004::tests(),
        seed_answers::tests(),
        seed_questions::tests(),
        sign_in::tests(),
        skill_files::tests(),
        sockets::tests(),
        statements::tests(),
        texts::tests(),
        together::tests(),
        told_apart::tests(),
        too_early::tests(),
        tools::tests(),
        trail_figures::tests(),
        typed::tests(),
        unread::tests(),
        verbs::tests(),
        wall::tests(),
        ways::tests(),
        words::tests(),
        workplace_figures::tests(),
        workplace_names::tests(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    harness::close(&arguments, &conclusion)
}
