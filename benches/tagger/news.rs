//! Made-up English news of any length: the same seed gives the same words.

const GIVEN: [&str; 12] = [
    "Anna", "Nils", "Maria", "Olav", "Helen", "Peter", "Ingrid", "Thomas", "Sarah", "David",
    "Emma", "Karl",
];
const SURNAMES: [&str; 16] = [
    "Lund",
    "Berg",
    "Dahl",
    "Aho",
    "Winter",
    "Marsh",
    "Coleman",
    "Petrov",
    "Okafor",
    "Nyström",
    "Keller",
    "Haddad",
    "O’Brien",
    "Lindqvist",
    "Moreau",
    "Tanaka",
];
const ROLES: [&str; 12] = [
    "Harbour spokesman",
    "Mayor",
    "Finance Minister",
    "police chief",
    "union leader",
    "Professor",
    "council member",
    "company director",
    "Senator",
    "ferry captain",
    "opposition leader",
    "Dr.",
];
const BODIES: [&str; 10] = [
    "the Northern Harbour Union (NHU)",
    "the city council",
    "the Ministry of Fisheries",
    "the police",
    "Northgate Engineering",
    "the U.S. Coast Guard",
    "the university",
    "the Norwegian Harbour Council",
    "the fire department",
    "the Daily Gull",
];
const MATTERS: [&str; 14] = [
    "the new bridge would open in the spring",
    "prices had risen by 3.5 percent since last year",
    "nobody had expected a strike of this size",
    "the talks with the owners had failed",
    "the storm damaged some 40 houses along the coast",
    "the ferry will sail again on Monday",
    "it was too early to speak of a crisis",
    "the budget did not allow for another delay",
    "investigators had found no sign of sabotage",
    "the election would be held as planned",
    "workers had not been paid since March",
    "the region needs help and not promises",
    "fishing in the bay remains forbidden",
    "the court’s decision came as a surprise",
];
const SPOKEN: [&str; 12] = [
    "We are doing all we can, and we will not stop",
    "I have never seen anything like it",
    "This is a good day for the town",
    "It isn’t a question of money",
    "They promised us a bridge and they built a wall",
    "The water came at night, and nobody was warned",
    "You can’t run a port on hope",
    "There is no plan, there never was",
    "We need answers by the end of the week",
    "My family has lived here for a hundred years",
    "The numbers speak for themselves",
    "Nothing has been decided yet",
];
const PLACES: [&str; 8] = [
    "Bergen",
    "the old harbour",
    "Aberdeen",
    "the north of the country",
    "Washington, D.C.",
    "Oslo",
    "the town hall",
    "the industrial quarter",
];
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
/// What paragraphs are made of: `N` a full name, `S` its surname, `R` a role, `B` a body, `M` a matter,
/// `Q` spoken words, `P` a place, `D` a day.
const PARAGRAPHS: [&str; 22] = [
    "§R §N said on §D that §M. “§Q,” §S told reporters in §P.",
    "“§Q,” said §N, who has led §B since 2019. “§Q.”",
    "According to §B, §M. A spokeswoman declined to comment on the report.",
    "“§Q,” she added. “§Q. §Q.”",
    "The decision follows months of protests in §P, where thousands marched against the government’s plans. Shops stayed closed, trains were cancelled and two schools were evacuated.",
    "§B announced on §D that it would open an investigation. The inquiry is expected to last until June, and its findings will be published in full.",
    "In a statement, §B said §M, and called the accusations “absurd” and “a distraction.”",
    "§N, the §R, denied that §M. He warned that the losses could reach $40 million.",
    "The fire broke out shortly after midnight on §D and destroyed three warehouses. Firefighters rescued eleven people, four of whom were taken to hospital.",
    "§S was arrested in §P in April, and released on bail a week later. The trial begins on §D.",
    "“§Q.”",
    "§R §N and §R §N met in §P on §D to discuss the budget, which parliament had rejected twice. Both sides described the talks as constructive, but no agreement was signed.",
    "Asked whether §M, §S said: “§Q.”",
    "The company, which employs 1,200 people, reported a loss of 14 million for the second quarter, its worst result since 2008. Shares fell by nine percent.",
    "Critics say that §M. Supporters argue that the law, passed in 2021, has already reduced accidents by a third.",
    "He said §M, but he refused to say when.",
    "§B confirmed that §M. “§Q,” it wrote on its website.",
    "It was the third accident on the line this year. In February, a freight train derailed near §P; in May, two cars collided at a crossing.",
    "§N told §B that §M and that “§Q.”",
    "The 34-year-old, who grew up in §P, won the race in 2 hours and 11 minutes, ahead of last year’s champion. She dedicated the victory to her coach, who died in the autumn.",
    "“§Q,” §N said, “and §Q.”",
    "A source close to the negotiations told §B that §M. §S urged the government to act.",
];

/// A generator of numbers: quick, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn pick<'l>(&mut self, list: &[&'l str]) -> &'l str {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        list[(self.0 >> 33) as usize % list.len()]
    }
}

/// Articles of some four kilobytes each, together at least so many bytes.
pub fn articles(bytes: usize) -> Vec<String> {
    let mut dice = Dice(2026);
    let (mut articles, mut made) = (Vec::new(), 0);
    while made < bytes {
        let article = article(&mut dice);
        made += article.len();
        articles.push(article);
    }
    articles
}

fn article(dice: &mut Dice) -> String {
    let mut text = String::new();
    let names: Vec<(&str, &str)> = (0..5)
        .map(|_| (dice.pick(&GIVEN), dice.pick(&SURNAMES)))
        .collect();
    while text.len() < 4_000 {
        let paragraph = dice.pick(&PARAGRAPHS);
        let mut rest = paragraph;
        while let Some((before, after)) = rest.split_once('§') {
            text.push_str(before);
            let (given, surname) = names[dice.0 as usize % names.len()];
            match after.as_bytes().first() {
                Some(b'N') => text.push_str(&format!("{given} {surname}")),
                Some(b'S') => text.push_str(surname),
                Some(b'R') => text.push_str(dice.pick(&ROLES)),
                Some(b'B') => text.push_str(dice.pick(&BODIES)),
                Some(b'M') => text.push_str(dice.pick(&MATTERS)),
                Some(b'Q') => text.push_str(dice.pick(&SPOKEN)),
                Some(b'P') => text.push_str(dice.pick(&PLACES)),
                _ => text.push_str(dice.pick(&DAYS)),
            }
            rest = after.get(1..).unwrap_or_default();
        }
        text.push_str(rest);
        text.push_str("\n\n");
    }
    text
}
