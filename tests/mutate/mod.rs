//! Inputs made of seeds, always the same ones: cut, doubled, moved, crossed, and sprinkled with what parsers stumble over.

/// What is put in: operators, marks, syntax of every format we read, and characters that act, hide, join or fold.
const WORDS: [&str; 64] = [
    "[...]",
    ">>",
    "[",
    "]",
    "...",
    "\u{2026}",
    "\"",
    "'",
    "\u{201c}",
    "\u{201d}",
    "\u{2018}",
    "\u{2019}",
    "\u{ab}",
    "\u{bb}",
    "\u{201e}",
    "\u{300c}",
    "\u{300d}",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{2028}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2069}",
    "\u{feff}",
    "\u{301}",
    "\u{fe0f}",
    "\u{e0041}",
    "\u{1b}[2J",
    "\u{9b}",
    "\u{7f}",
    "\u{0}",
    "\u{fb01}",
    "\u{df}",
    "\u{130}",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{5e7}",
    "\u{627}",
    "\u{6211}",
    "=",
    "{",
    "}",
    "\"\"\"",
    "#",
    "\\",
    "\\u{",
    ".",
    ",",
    "-",
    "<q>",
    "</q>",
    "<blockquote>",
    "<!--",
    "&#x2019;",
    "> ",
    "```",
    "[^1]",
    "(?i)",
    "not 40",
];
/// Bytes of an input at most.
const LONGEST: usize = 4_096;

/// Makes inputs.
pub(crate) struct Mutator {
    seeds: Vec<String>,
    state: u64,
}

impl Mutator {
    pub(crate) const fn new(seeds: Vec<String>) -> Self {
        Self {
            seeds,
            state: 0x9e37_79b9_7f4a_7c15,
        }
    }

    /// The next input: a seed, changed in one to eight places.
    pub(crate) fn next(&mut self) -> String {
        let mut input = self.seed();
        for _ in 0..=self.below(8) {
            self.change(&mut input);
            input.truncate(input.floor_char_boundary(LONGEST));
        }
        input
    }

    fn change(&mut self, input: &mut String) {
        let (from, to) = self.stretch(input);
        let at = input.floor_char_boundary(self.below(input.len() + 1));
        match self.below(6) {
            0 => input.replace_range(from..to, ""),
            1 => {
                let again = input[from..to].to_owned();
                input.insert_str(at, &again);
            }
            2 => {
                let other = self.seed();
                let (from, to) = self.stretch(&other);
                input.insert_str(at, &other[from..to]);
            }
            3 => {
                let word = WORDS[self.below(WORDS.len())];
                input.insert_str(at, &word.repeat(1 + self.below(4)));
            }
            4 => input.replace_range(from..to, WORDS[self.below(WORDS.len())]),
            _ => {
                let moved = input[from..to].to_owned();
                input.replace_range(from..to, "");
                let at = input.floor_char_boundary(at.min(input.len()));
                input.insert_str(at, &moved);
            }
        }
    }

    fn seed(&mut self) -> String {
        let n = self.below(self.seeds.len());
        self.seeds[n].clone()
    }

    /// A short stretch of `of`, by bytes.
    fn stretch(&mut self, of: &str) -> (usize, usize) {
        let from = of.floor_char_boundary(self.below(of.len() + 1));
        let to = of.floor_char_boundary((from + self.below(24)).min(of.len()));
        (from, to.max(from))
    }

    /// A number below `end` (xorshift; Marsaglia, 2003).
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % end.max(1)
    }
}
