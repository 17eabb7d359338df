//! What rows of many objects are about, in the same words.

pub const COUNCIL: (&str, &str) = ("Råd.", "Council.");
pub const DEMONSTRATION: (&str, &str) = ("Påhittat för demonstration.", "Invented for the demonstration.");
pub const DESCRIPTION: (&str, &str) = ("Beskrivning.", "Description.");
pub const EMPLOYER: (&str, &str) = ("Organisation: arbetsgivaren.", "Organisation: the employer.");
pub const FIRST_DAY: (&str, &str) = ("Första dag.", "First day.");
pub const NAME: (&str, &str) = ("Namn.", "Name.");
pub const ORGANISATION: (&str, &str) = ("Organisation.", "Organisation.");
pub const PROJECT: (&str, &str) = ("Projekt.", "Project.");
pub const SKILL: (&str, &str) = ("Kompetens: ett begrepp hos JobTech.", "Skill: a concept of JobTech.");
pub const STATUS: (&str, &str) = ("Status.", "Status.");
pub const STATUS_REASON: (&str, &str) = ("Skäl till senaste steget.", "Reason for the latest step.");
pub const TITLE: (&str, &str) = ("Rubrik.", "Title.");
