//! The terminal's background: asked for after the first frame, never waited for, its answer picked out of the keys.
use crate::config::Ground;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Asks for the colour of the background (OSC 11).
pub(in crate::run) const QUESTION: &str = "\x1b]11;?\x1b\\";

/// The longest answer there is: `11;rgba:ffff/ffff/ffff/ffff`, and its end in two keys.
const LONGEST: usize = 32;

/// Listens for an answer while one is owed. To crossterm it looks like keys: Alt-], the characters, Ctrl-g or Alt-\.
#[derive(Debug, Default)]
pub(in crate::run) struct Ear {
    held: Vec<Event>,
    text: String,
}

/// What an event turned out to be.
#[derive(Debug, PartialEq)]
pub(in crate::run) enum Heard {
    /// These, in order; none while an answer may be under way.
    Events(Vec<Event>),
    /// The answer.
    Ground(Ground),
}

impl Ear {
    /// Takes in `event`.
    pub(in crate::run) fn hear(&mut self, event: Event) -> Heard {
        let (code, held) = match &event {
            Event::Key(KeyEvent {
                code, modifiers, ..
            }) => (*code, *modifiers),
            _ => (KeyCode::Null, KeyModifiers::NONE),
        };
        let begun = !self.held.is_empty();
        self.held.push(event);
        match (code, held) {
            (KeyCode::Char(']'), KeyModifiers::ALT) if !begun => Heard::Events(Vec::new()),
            (KeyCode::Char('g'), KeyModifiers::CONTROL) | (KeyCode::Char('\\'), _) if begun => {
                self.end()
            }
            // The first half of the end, where the two arrive apart.
            (KeyCode::Esc, _) if begun => Heard::Events(Vec::new()),
            (KeyCode::Char(c), _) if begun && self.continues(c) => {
                self.text.push(c);
                Heard::Events(Vec::new())
            }
            _ => self.give_up(),
        }
    }

    fn continues(&self, c: char) -> bool {
        let part = |c: char| c.is_ascii_hexdigit() || "rgba:/".contains(c);
        let begins = "11;".chars().nth(self.text.len());
        self.held.len() < LONGEST && begins.map_or_else(|| part(c), |begins| c == begins)
    }

    fn end(&mut self) -> Heard {
        match ground(&self.text) {
            Some(ground) => {
                self.held.clear();
                self.text.clear();
                Heard::Ground(ground)
            }
            None => self.give_up(),
        }
    }

    /// Keys after all.
    fn give_up(&mut self) -> Heard {
        self.text.clear();
        Heard::Events(std::mem::take(&mut self.held))
    }
}

/// `11;rgb:RR/GG/BB`, with one to four digits a colour; light from half of white on.
fn ground(answer: &str) -> Option<Ground> {
    let colours = answer.strip_prefix("11;")?;
    let colours = colours
        .strip_prefix("rgb:")
        .or_else(|| colours.strip_prefix("rgba:"))?;
    let mut parts = colours.split('/').map(|digits| {
        let most = f64::from(16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1);
        let value = u32::from_str_radix(digits, 16).ok()?;
        (most > 0.0).then(|| f64::from(value) / most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
    Some(if light { Ground::Light } else { Ground::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, held: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, held))
    }

    /// The keys crossterm makes of an answer: Alt-], `text`, then `end`.
    fn keys(text: &str, end: &[Event]) -> Vec<Event> {
        let begin = key(KeyCode::Char(']'), KeyModifiers::ALT);
        let typed = text
            .chars()
            .map(|c| key(KeyCode::Char(c), KeyModifiers::NONE));
        std::iter::once(begin)
            .chain(typed)
            .chain(end.iter().cloned())
            .collect()
    }

    /// What comes through, and the answer.
    fn hear(events: Vec<Event>) -> (Vec<Event>, Option<Ground>) {
        let (mut ear, mut through, mut ground) = (Ear::default(), Vec::new(), None);
        for event in events {
            match ear.hear(event) {
                Heard::Events(events) => through.extend(events),
                Heard::Ground(answer) => ground = Some(answer),
            }
        }
        (through, ground)
    }

    #[test]
    fn an_answer_is_no_key() {
        let bell = [key(KeyCode::Char('g'), KeyModifiers::CONTROL)];
        let end = [key(KeyCode::Char('\\'), KeyModifiers::ALT)];
        let apart = [
            key(KeyCode::Esc, KeyModifiers::NONE),
            key(KeyCode::Char('\\'), KeyModifiers::NONE),
        ];
        assert_eq!(
            hear(keys("11;rgb:1e1e/1e1e/2e2e", &bell)),
            (vec![], Some(Ground::Dark))
        );
        assert_eq!(
            hear(keys("11;rgb:ff/fa/e6", &end)),
            (vec![], Some(Ground::Light))
        );
        assert_eq!(
            hear(keys("11;rgba:ffff/ffff/ffff/ffff", &apart)),
            (vec![], Some(Ground::Light))
        );
    }

    #[test]
    fn keys_that_begin_like_an_answer_stay_keys() {
        for text in ["", "1", "11;", "11;rgb:zz"] {
            let events = keys(text, &[key(KeyCode::Char('j'), KeyModifiers::NONE)]);
            assert_eq!(hear(events.clone()), (events, None), "{text}");
        }
        let bell = [key(KeyCode::Char('g'), KeyModifiers::CONTROL)];
        let events = keys("11;rgb:1/", &bell);
        assert_eq!(hear(events.clone()), (events, None));
    }
}
