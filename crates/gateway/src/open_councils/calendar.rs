//! Kalender: a council's meetings by RFC 5545, for the calendars that people have.
//!
//! | of the meeting | in its event |
//! | --- | --- |
//! | id | `UID`, for ever |
//! | version | `SEQUENCE`, from 0 |
//! | last change | `DTSTAMP` and `LAST-MODIFIED`, so that an unchanged calendar is the same bytes |
//! | planned; convened and later; cancelled | `STATUS` `TENTATIVE`; `CONFIRMED`; `CANCELLED` |
//! | begins, ends | local time in Sweden, by the rules that the calendar carries; no `DTEND` where no end is known |
//! | approved minutes that are public | `CLASS` `PUBLIC`; else it is the council's own, `PRIVATE` |

use chrono::TimeDelta;
use councils::meeting::{CouncilMeeting, CouncilMeetingStatus};
use kernel::{Label, Lang, Timestamp, swedish_time::swedish};

/// Octets of a line, without its end.
const LINE: usize = 75;

/// Time in Sweden since 1996, when summer time began to last to October.
const ZONE: [&str; 16] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
];

/// A calendar.
pub struct Calendar<'c> {
    /// Who meets.
    pub name: &'c str,
    /// The meetings, each with its last change.
    pub meetings: &'c [(CouncilMeeting, Timestamp)],
    /// How many of the latest these are, where there are more.
    pub latest: Option<usize>,
    /// Scheme and host of the pages.
    pub host: &'c str,
    /// The language of its words.
    pub lang: Lang,
}

impl Calendar<'_> {
    /// The calendar's text.
    pub fn text(&self) -> String {
        let mut text = Lines::default();
        for line in
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kompetensnav//Calendar of councils//SV", "CALSCALE:GREGORIAN"]
        {
            text.line(line);
        }
        text.line("METHOD:PUBLISH");
        // RFC 7986 has the first of the two names; not every program knows it.
        text.words("NAME", self.name);
        text.words("X-WR-CALNAME", self.name);
        if let Some(most) = self.latest {
            let told = match self.lang {
                Lang::Sv => format!("De {most} senaste mötena."),
                Lang::En => format!("The {most} latest meetings."),
            };
            text.words("DESCRIPTION", &told);
        }
        text.line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        ZONE.iter().for_each(|line| text.line(line));
        text.line("END:VTIMEZONE");
        for (meeting, changed) in self.meetings {
            self.event(&mut text, meeting, *changed);
        }
        text.line("END:VCALENDAR");
        text.0
    }

    fn event(&self, text: &mut Lines, meeting: &CouncilMeeting, changed: Timestamp) {
        use CouncilMeetingStatus as S;
        let (status, shown) = match meeting.status {
            S::Planned => ("TENTATIVE", "OPAQUE"),
            S::Cancelled => ("CANCELLED", "TRANSPARENT"),
            S::Convened | S::InSession | S::Held | S::MinutesDraft | S::MinutesApproved => ("CONFIRMED", "OPAQUE"),
        };
        // Anyone may read the page of approved minutes that are public; the meeting's own asks for sign-in.
        let (class, page) = if meeting.has_public_minutes() { ("PUBLIC", "protokoll") } else { ("PRIVATE", "ting") };
        let id = meeting.id.public();
        text.line("BEGIN:VEVENT");
        text.line(&format!("UID:{id}"));
        text.line(&format!("DTSTAMP:{}", utc(changed)));
        text.line(&format!("LAST-MODIFIED:{}", utc(changed)));
        text.line(&format!("SEQUENCE:{}", meeting.version - 1));
        text.line(&format!("STATUS:{status}"));
        text.line(&format!("CLASS:{class}"));
        text.line(&format!("TRANSP:{shown}"));
        text.words("SUMMARY", &meeting.title);
        text.line(&format!("DTSTART{}", local(meeting.starts_at)));
        let ends_at = meeting.ends_at.or(meeting.closed_at);
        if let Some(ends_at) = ends_at.filter(|ends_at| meeting.starts_at < *ends_at) {
            text.line(&format!("DTEND{}", local(ends_at)));
        }
        if let Some(place) = &meeting.place {
            text.words("LOCATION", place);
        }
        let word = |label: Label| label.get(self.lang);
        let mut about = format!("{}. {}.", word(meeting.status.label()), word(meeting.mode.label()));
        if let Some(reason) = &meeting.status_reason {
            about = format!("{about}\n{reason}");
        }
        text.words("DESCRIPTION", &about);
        text.line(&format!("URL:{}/{page}/{id}", self.host));
        text.line("END:VEVENT");
    }
}

fn utc(at: Timestamp) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// What follows the name of a property with a time: by the clock in Sweden, but in UTC in the hour that comes twice, of
/// which programs that read calendars do not all take the same one.
fn local(at: Timestamp) -> String {
    let shown = swedish(at);
    let hour = TimeDelta::hours(1);
    if [at - hour, at + hour].into_iter().any(|other| swedish(other) == shown) {
        format!(":{}", utc(at))
    } else {
        format!(";TZID=Europe/Stockholm:{}", shown.format("%Y%m%dT%H%M%S"))
    }
}

/// Content lines: each ended by CR and LF, and folded where it is longer than [`LINE`], between two letters.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for letter in line.chars() {
            if room < letter.len_utf8() {
                self.0.push_str("\r\n ");
                // The blank that says that the line goes on is a part of it.
                room = LINE - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is words.
    fn words(&mut self, name: &str, words: &str) {
        let mut line = format!("{name}:");
        for letter in words.chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' => line.push_str("\\n"),
                letter if letter.is_control() => {}
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(write: impl Fn(&mut Lines)) -> String {
        let mut text = Lines::default();
        write(&mut text);
        text.0
    }

    #[test]
    fn a_line_is_folded_by_octets_and_no_letter_is_cut() {
        for title in ["å".repeat(100), "a".repeat(75), "€".repeat(60), "🎓".repeat(40), format!("a{}", "å".repeat(99))]
        {
            let text = lines(|text| text.line(&title));
            assert!(text.ends_with("\r\n"));
            assert!(text.trim_end().split("\r\n").all(|line| line.len() <= LINE), "{text}");
            assert_eq!(text.replace("\r\n ", "").trim_end(), title);
        }
        assert_eq!(lines(|text| text.line(&"a".repeat(75))).matches("\r\n").count(), 1, "no line is folded in vain");
    }

    #[test]
    fn words_are_escaped() {
        let text = lines(|text| text.words("SUMMARY", "Budget, läge; a\\b: \"c\"\nd\r\u{7}"));
        assert_eq!(text, "SUMMARY:Budget\\, läge\\; a\\\\b: \"c\"\\nd\r\n");
    }

    #[test]
    fn a_time_is_the_clock_s_in_sweden_and_means_one_instant() {
        let told = |text: &str| local(text.parse().expect("an instant"));
        assert_eq!(told("2026-03-29T00:30:00Z"), ";TZID=Europe/Stockholm:20260329T013000");
        assert_eq!(told("2026-03-29T01:00:00Z"), ";TZID=Europe/Stockholm:20260329T030000");
        assert_eq!(told("2026-10-24T23:59:59Z"), ";TZID=Europe/Stockholm:20261025T015959");
        assert_eq!(told("2026-10-25T00:30:00Z"), ":20261025T003000Z");
        assert_eq!(told("2026-10-25T01:30:00Z"), ":20261025T013000Z");
        assert_eq!(told("2026-10-25T02:00:00Z"), ";TZID=Europe/Stockholm:20261025T030000");
    }
}
