"""Labels and patterns of what can point at a person, and what looks like it and is none: codes, scores, grades, doses of exercise.

Source of the kinds: 45 CFR 164.514(b)(2). Medicare's number by its published form. Any number of seven digits or more is taken for somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.training.masking import lexicon
from auditkit.training.masking.everyday import is_no_name, is_no_place
from auditkit.training.masking.hits import Hit, What

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|"
    r"JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_DAY_IN_WORDS = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|"
    r"twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[ -]first)"
)
_YEAR_IN_WORDS = (
    r"(?:nineteen|twenty|two[ ]thousand(?:[ ]and)?)[ -](?:(?:oh|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety)[ -]?)?(?:one|two|three|four|five|six|seven|eight|nine)?"
)
_WEEKDAY = r"(?:(?i:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b\.?,?\s{1,2}(?:the\s)?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_MONTH_FIGURE = r"(?:0?[1-9]|1[0-2])"
# Letters as the world writes them: Łukasz, Grünwald, Özdemir.
_UPPER = "A-Z" + "".join(chr(at) for at in range(0xC0, 0x250) if chr(at).isupper())
_LOWER = "a-z" + "".join(chr(at) for at in range(0xC0, 0x250) if chr(at).islower())
# Maria, O'Neil, McCall, Smith-Jones. Lengths are bounded, so that a page of one letter takes no longer than a page of words.
_ANY = _UPPER + _LOWER
_NAME = (
    rf"(?<![{_ANY}'’-])[{_UPPER}](?=[{_UPPER}'’]{{0,4}}[{_LOWER}])[{_ANY}'’]{{1,25}}(?:-[{_UPPER}][{_ANY}'’]{{1,25}})?"
)
_CAPITALS = rf"(?<![{_ANY}'’-])[{_UPPER}][{_UPPER}'’]{{1,25}}(?:-[{_UPPER}'’]{{1,25}})?"
_INITIAL = r"[A-Z]\."
_ONE = rf"(?:{_NAME}|{_CAPITALS}|{_INITIAL})"
# Words of a name that have no capital: Ludwig van der Berg, Amir ibn Said
_PARTICLE = r"(?:van(?:[ ]de[rn]?)?|von(?:[ ]der)?|de(?:[ ]l[ao]s?)?|del|della|di|da|do|dos|das|du|ter|ten|ibn|bin|bint|abu|al|el)"
_PERSON = rf"{_ONE}(?:,?[ \t](?:{_ONE}|{_PARTICLE}\b)){{0,3}}"
_CREDENTIAL = (
    r"(?:PTA?|DPT|MPT|MSPT|OTR?(?:/L)?|OTD|MOT|COTA(?:/L)?|CCC[- /]?SLP|M\.?S\.?,?\s+CCC|SLP(?:-CF|A)?|CF-SLP|MD|M\.D\.|DO|D\.O\.|NP|FNP(?:-[A-Z]+)?|"
    r"PA-?C|RN|LPN|ATC|OCS|NCS|CHT|PhD|Ph\.D\.|PsyD|DC|DPM|DDS|LCSW|MSW|RD|BSN|APRN|ARNP|CRNP)"
)
_RELATION = (
    r"(?:wife|husband|spouse|partner|mother|father|mom|mum|dad|parent|daughter|son|sister|brother|sibling|grand(?:son|daughter|mother|father|ma|pa)|"
    r"granddaughter|aunt|uncle|niece|nephew|cousin|friend|neighbor|neighbour|caregiver|aide|roommate|fianc[eé]e?|girlfriend|boyfriend|teacher|"
    r"nurse|guardian|dtr|dau|husb|gf|bf|bro|sis|grandma|grandpa|nanny|(?:baby)?sitter|boss|coach|co-?worker|interp(?:reter)?|tech|para|CNA|CMA|PTA|COTA|peer|baby|"
    r"adjuster|attorney|lawyer|prosthetist|orthotist|(?:case|office)\s+manager|(?:clinic\s+)?director|front\s+desk|principal|resident|step-?(?:dad|mom)|step(?:son|daughter|mother|father)|(?:son|daughter|mother|father|sister|brother)-in-law|twin|dog|cat)"
)
_PLACE_SUFFIX = (
    r"(?:Hospital|Lutheran|Baptist|Methodist|Presbyterian|Episcopal|Catholic|Medical\s+Center|Clinic|Rehab(?:ilitation)?(?:\s+Center)?|Health(?:care)?(?:\s+Center)?|Nursing(?:\s+(?:Home|Center|Facility))?|"
    r"Elementary|Middle\s+School|High\s+School|School|Academy|University|College|Church|Temple|Synagogue|Mosque|Manor|Assisted\s+Living|"
    r"Senior\s+(?:Center|Living)|Library|YMCA|Pharmacy|Therapy(?:\s+(?:Center|Services|Associates|Group))?|Orthop(?:a?edics?|edic\s+Associates)|"
    r"Physical\s+Therapy|Pediatrics|Surgery\s+Center|Physicians|Medical\s+Group|Foundation|Park|Mall|Bank|Brewery|Bakery|Institute|Montessori|Preschool|Daycare|Partners|Family\s+Medicine|Internal\s+Medicine|(?:Cancer|Spine|Wellness|Fitness|Community|Day|Care)\s+Center|Diner|Caf[eé]|"
    r"Restaurant|Logistics|Roofing|Plumbing|Electric|Landscaping|Trucking|Painting|Salon|Motors|Airlines|Market|Grocery|Dental|Legal|Construction|Foods|Farms|Studios?|Apartments|Apts?|Village|Estates|Lodge|Terrace|House|Warehouse|Rehab|Therapy|Mobility|Prosthetics|Plant|Factory|YWCA|Club|Guild|Fitness|Gym|Brewing|Company|Supply|Stores?|Air\s+Lines|Hotel|Casino|Museum|Theat(?:er|re)|Society|Association|Chapel|Cathedral|Parish|Ministries|Hospice|"
    r"Garage|Station|Stadium|Arena|Plaza|Towers?|Residence|Commons|Gardens?|Beverages?|Industries|Credit\s+Union|Heights|Bay|Falls|Springs|Beach|Creek|Lake|City|Hills|Valley|Grove|Ridge|Harbor|Rapids|Junction|Prairie|Orthopa?edics|Inc\.?|LLC|Corp\.?)"
)
_STREET = r"(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd|Boulevard|L(?:a)?n(?:e)?|C(?:our)?t|Pl(?:ace)?|Way|Ter(?:race)?|Pkwy|Parkway|Hwy|Highway|Cir(?:cle)?|Trail|Loop)"
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|"
    r"Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s+(?:Hampshire|Jersey|Mexico|York)|"
    r"North\s+(?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\s+Island|South\s+(?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|"
    r"Washington|West\s+Virginia|Wisconsin|Wyoming)"
)

# What a label is followed by. The label is not masked, what it names is (group "it").
_LABELS: tuple[tuple[What, str], ...] = (
    (What.NAME, rf"(?:(?:Patient|Pt|Client|Resident|Student|Child|Member|Subscriber|Insured|Responsible\s+party|Emergency\s+contact|Guardian|Caregiver|"
                rf"Therapist|Provider|Physician|Referring|Referred\s+by|Ordering|Attending|PCP|Clinician|Author|Signed(?:\s+by)?|Electronically\s+signed\s+by|"
                rf"Dictated\s+by|Cosigned(?:\s+by)?|Supervisor|Supervising\s+\w+|Evaluated\s+by|Treated\s+by|Seen\s+by|Interpreter|Surgeon|Case\s+manager)"
                rf"(?:['’]s)?(?:\s+(?:name|provider|physician|MD|therapist))?|Name|Last\s+name|First\s+name|PT|OT|SLP|MD|Dr)\s*(?::|#|=)\s*(?P<it>{_PERSON})"),
    (What.NAME, rf"\b(?:[Ss]een|[Ee]valuated|[Tt]reated|[Rr]eferred|[Oo]rdered|[Ss]igned|[Dd]ictated|[Ss]upervised|[Cc]osigned|[Ii]nterpreted)\s+by\s+(?P<it>{_NAME}(?:\s+{_ONE}){{0,2}})"),
    (What.NUMBER, r"(?:MRN|MR\s*(?:#|no\.?)|Med(?:ical)?\s+rec(?:ord)?(?:\s*(?:#|no\.?|number))?|Record\s*(?:#|no\.?|number)|Chart\s*(?:#|no\.?|number)|Acc(?:oun)?t\.?\s*(?:#|no\.?|number)?|"
                  r"Member(?:\s*ID)?|Subscriber(?:\s*ID)?|Policy(?:\s*(?:#|no\.?|number))?|Group(?:\s*(?:#|no\.?|number))?|Claim\s*(?:#|no\.?|number)|Auth(?:orization)?\.?\s*(?:#|no\.?|number)|"
                  r"Case\s*(?:#|no\.?|number)|Patient\s*(?:ID|#|no\.?|number)|Pt\s*(?:ID|#)|Client\s*(?:ID|#)|Visit\s*(?:ID|#)|Encounter\s*(?:ID|#|no\.?|number)?|ID(?:\s*(?:#|no\.?|number))?|HICN|MBI|NPI|DEA|"
                  r"Lic(?:ense|ence)?\.?\s*(?:#|no\.?|number)?|Serial\s*(?:#|no\.?|number)?|S/N|VIN|Plate|License\s+plate|Device\s*(?:ID|#)|Model|Order\s*(?:#|no\.?|number)|Rx\s*#|Confirmation\s*(?:#|no\.?|number)?|Ref(?:erence)?\s*(?:#|no\.?|number))"
                  r"\s*[:#=]?\s*(?P<it>(?=[A-Z./-]{0,12}\d)[A-Z0-9][A-Z0-9./-]{1,30}[A-Z0-9])"),
    (What.DATE, rf"(?:DOB|D\.O\.B\.?|Birth\s*date|Date\s+of\s+birth|Born(?:\s+on)?|DOS|Date|DOI|Onset|Injury|Surgery|Eval(?:uation)?|SOC|Start\s+of\s+care|Next\s+(?:visit|appt)|F/U|on|since|until|through|thru|dated|(?:by|from|to|of|was)(?!\s*:?\s*\d{{1,2}}/(?:5|10)\b)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\s*:?\s*(?P<it>{_MONTH_FIGURE}[/-]{_DAY})(?![\d/-])"),
    (What.PLACE, r"(?:Address|Lives\s+at|Employer|Facility|Location|Works\s+at|Clinic|School|Pharmacy|City|Town)\s*:\s*(?P<it>[A-Z0-9](?:[^\n;|.\t ]|[ ](?![ ])|\.(?=\w)|(?<=St)\.|(?<=Dr)\.|(?<=Ave)\.|(?<=Rd)\.|(?<=Mt)\.|(?<=[ ][NSEW])\.){2,60})"),
    (What.AGE, r"(?:Age\s*:?\s*|aged?\s+)(?P<it>9\d|1[01]\d)\b"),
)  # fmt: skip

_PATTERNS: tuple[tuple[What, str], ...] = (
    (What.DATE, rf"\b(?i:{_MONTH}[ ](?:the[ ])?{_DAY_IN_WORDS}(?:,?[ ]{_YEAR_IN_WORDS})?|the[ ]{_DAY_IN_WORDS}[ ]of[ ]{_MONTH})\b"),
    (What.AGE, r"\b(?i:ninety)-(?:one|two|three|four|five|six|seven|eight|nine)\b(?![ -](?:degrees?|percent|seconds?|minutes?|feet|ft|meters?|metres?|reps?|repetitions|pounds|lbs?|steps|yards|beats)\b)"),
    (What.NAME, rf"(?<![{_ANY}'’-])(?P<it>{_NAME}(?:[ ]{_NAME})?[ ]{_PARTICLE}(?:[ ]{_NAME}|-[{_UPPER}][{_ANY}]{{1,25}})(?:[ ](?:{_PARTICLE}[ ])?{_NAME}){{0,2}})"),
    # Initials in place of a name; a profession, a degree, a time of day and a post office box are written so too.
    (What.NAME, r"(?<![\w.])(?!(?:M\.D|D\.O|D\.C|R\.N|P\.T|O\.T|P\.A|N\.P|B\.S|B\.A|M\.S|M\.A|A\.M|P\.M|P\.O|U\.S|A\.D|E\.R|I\.V|D\.M|V\.A|O\.R|R\.D|C\.O|H\.S|E\.D|R\.O|L\.E|U\.E|W\.C|Q\.D|S\.O|B\.I|T\.I|Q\.I|P\.R|H\.E)\.)[A-Z]\.[ ]?[A-Z]\.(?=[\s,;:'’)]|$)"),
    (What.NAME, rf"\b(?i:rendering|referring|ordering|supervising|subscriber|insured|patient)(?i:[ ]provider|[ ]name)?[ :]{{1,2}}(?P<it>{_CAPITALS},[ ]?{_CAPITALS}(?:[ ][A-Z]\b\.?)?)"),
    (What.NAME, r"\b(?:mr|mrs|ms|miss|mx|auntie|tia|tio|coach)\.?[ ](?P<it>(?!(?:a|an|the|her|his|my|one|two|out|and|or|visits?|appts?|appointments?|class|practice|today|staff|said|says|is|was|will|to)\b)[a-z][a-z'’-]{2,20})(?![a-z])"),
    (What.NAME, rf"\b(?:DR|MRS)\.?[ ](?P<it>(?!(?:APPT|APPOINTMENT|OFFICE|NOTE|ORDER|VISIT|SAID|SAYS|AND|FOR|ABOUT|WANTS|REFERRAL|WILL|WHO|TO|IS|HAS)\b){_CAPITALS})"),
    (What.NAME, r"\b(?i:patient|pt|client)[ ](?P<it>[a-z'’-]{2,20}[ ][a-z'’-]{2,25})(?=,?[ ](?i:dob|date[ ]of[ ]birth|born)\b)"),
    (What.NAME, rf"\b(?i:reviewed|practi[cs]ed|discussed|trained|rehearsed|shared|demonstrated)[ ](?i:with|by|for)[ ](?P<it>{_NAME}(?:[ ]{_NAME})?)(?=[.,;\n]|[ ]and\b|$)"),
    (What.PLACE, r"\b(?i:works?|worked|working|employed|volunteers?|attends?)[ ](?i:at|for)[ ](?P<it>[A-Z][A-Z'’&-]{2,20}(?:[ ][A-Z'’&-]{2,20}){0,4})(?![A-Za-z])"),
    (What.PLACE, r"\b(?i:at|from|in|near)[ ](?P<it>[A-Z][\w'’&-]{1,20}(?:[ ][A-Z][\w'’&-]{1,20}){0,2}[ ]?#[ ]?\d{1,5})\b"),
    (What.PLACE, r"\b(?i:injured|hurt|fall|tripped|slipped)[ ]at[ ](?P<it>[A-Z][a-z][\w'’&-]{1,20}(?:[ ][A-Z][\w'’&-]{1,20}){0,3})"),
    (What.PLACE, r"\b(?:St|Saint)\.?[ ][A-Z][a-z]{2,20}(?:['’]s)?(?:[ ](?:and|&)[ ]All[ ]Angels)?(?![\w])"),
    (What.NUMBER, r"\b(?i:member|subscriber|policy|insurance|id)(?i:[ ]?(?:id|number|no\.?|#))?[ :#]{1,2}(?P<it>[A-Z]{0,4}\d{2,6}(?:[ -]\d{2,5}(?![\d/:.])){1,4})\b(?![/:]|[ ]?(?:min|ft|reps)\b)"),
    (What.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    (What.WEB, r"(?<![\w.@/])@[A-Za-z][\w.]{2,30}(?<!\.)|https?://\S+|\bwww\.\S+|\b(?:\d{1,3}\.){3}\d{1,3}\b|(?<![\w.@-])(?:[a-z0-9-]{2,40}\.){1,3}(?:com|org|net|edu|gov|health|example|info|care)\b(?:/[^\s,;)]{0,200})?"),
    (What.NUMBER, r"\b\d{3}-\d{2}-\d{4}\b|\bxxx-xx-\d{4}\b"),
    (What.NUMBER, r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"),
    (What.NUMBER, r"\b[A-HJ-NPR-Z0-9]{17}\b|(?<![\d-])\d{4}(?:[ -]\d{4}){2,5}(?![\d-])"),
    (What.NUMBER, r"(?<![\w./-])(?!(?:CPT|ICD|HCPCS|ISO|FY|CY|Q)-?\d)(?=[A-Z]{2,6}-?_?\d{4,}|[A-Z]-?_?\d{5,}|[A-Z0-9]{1,8}-[A-Z0-9-]{0,20}\d)(?=(?:[A-Z_-]{0,12}\d){4})(?=[\d_-]{0,20}[A-Z])(?![A-TV-Z]\d[0-9A-Z]{1,5}\b(?!-))[A-Z0-9][A-Z0-9_-]{4,30}(?![\w/])|#[ ]?(?P<it>(?=[A-Z-]{0,4}\d{3})[A-Z0-9-]{4,15})\b"),
    (What.NUMBER, r"(?<![\w./-])(?!9[0-9]\d{3}-)(?!(?:19|20)\d\d-(?:19|20)\d\d\b)(?=(?:\d-?){6})\d{2,8}-\d{2,8}(?:-\d{1,8})?(?![\w/-])"),
    (What.NAME, r"\bNM1\*\w{2}\*1\*(?P<it>[^*~\n]{1,60}\*[^*~\n]{0,35}(?:\*[^*~\n]{1,25})?)"),
    (What.NUMBER, r"\b(?:NM1(?:\*[^*~\n]{0,60}){8}|REF\*\w{2}|CLM|MRN|TRN\*\d)\*(?P<it>[^*~\n]{2,60})"),
    (What.PLACE, r"\b(?:N3\*|N4\*)(?P<it>[^~\n]{2,120})"),
    (What.NUMBER, r"\b(?i:plate|tag|lic(?:ense|ence)?\.?)(?i:[ ](?:plate|no\.?|number|#))?(?i:[ ]is)?[ :#]{1,3}(?P<it>(?:[A-Z]{2}[ ])?(?=[A-Z -]{0,6}\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,6})\b(?![/.]\d)|\b(?:[Ee]xt(?:ension)?|EXT)\.?[ :#]{1,2}(?P<it2>\d{3,6})\b(?![/°])"),
    (What.NUMBER, r"\b(?i:last[ ](?:four|4)(?:[ ]digits)?)(?i:[ ](?:is|are|of[ ]\w{2,8}))?[ :#]{1,2}(?P<it>\d{4})\b|\b(?i:interpreter|agent|badge|unit|locker|bed|bldg|building|tracking|call[ ]ref|ref)(?i:[ ]?(?:id|no\.?|number|#))?[ :#]{1,2}(?P<it2>(?=[A-Z-]{0,6}\d)[A-Z0-9-]{2,20}(?:[ ]\d{4}){0,5})(?![\w/:.%°]|[ ]?(?:min|x|deg|reps|ft|cm|lag)\b)"),
    (What.NUMBER, r"(?<![\w./:$+-])(?!9[0-9]\d{3}\b)\d{5,6}(?![\w/:%-]|[.,]\d|[ ]?(?:steps|feet|ft|IU|units|mg|mcg|Hz|minutes)\b)"),
    (What.PHONE, r"(?<![\d.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s./-])\d{3}[\s.-]\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?!\d)"),
    (What.PHONE, r"(?:[Pp]h(?:one)?|[Tt]el(?:ephone)?|[Ff]ax|[Cc]ell|[Mm]obile|[Cc]all(?:ed)?(?:\s+at)?)\s*[:#.]?\s*(?P<it>\d{3}[\s.-]\d{4}|\d{10})(?!\d)"),
    (What.DATE, rf"(?<![\d/.-]){_WEEKDAY}?{_MONTH_FIGURE}([/.-]){_DAY}\1{_YEAR}(?![\d/])"),
    (What.DATE, rf"(?<![\d/.-])(?:19|20)\d\d([/.-]){_MONTH_FIGURE}\1{_DAY}(?![\d/-])(?:T\d\d:\d\d(?::\d\d(?:\.\d{{1,6}})?)?Z?)?"),
    (What.DATE, r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"),
    (What.DATE, rf"\b{_WEEKDAY}?{_MONTH}\.?\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?:\s*,?\s*(?:19|20)\d\d)?(?![\d/%A-Za-z])"),
    (What.DATE, rf"(?<!\d)(?<!\d\s)(?:\b{_WEEKDAY}|\bthe\s)?{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}\.?(?:,?[\s-]+(?:(?:19|20)\d\d|\d\d))?\b"),
    (What.DATE, rf"\b(?:(?:early|mid|late)[\s-])?{_MONTH}\.?,?\s+(?:of\s+)?(?:(?:19|20)\d\d|['’]\d\d)\b"),
    (What.DATE, rf"\b(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-]{_MONTH}\b|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Ll]ast|[Nn]ext|[Tt]his|[Bb]y|[Ss]tarting)[ ](?P<it>(?!MAR|JAN|SEP)(?:{_MONTH}))(?![A-Za-z'’])"),
    (What.DATE, rf"\b(?P<it>{_WEEKDAY}{_MONTH_FIGURE}/{_DAY})(?![\d/])|\b(?P<it2>(?i:mon|tues|wednes|thurs|fri|satur|sun)day[ ]the[ ]{_DAY}(?:st|nd|rd|th))\b"),
    (What.DATE, r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])"),
    (What.DATE, rf"\b(?i:cx(?:l|ld)?|cancel(?:ed|led)?|re-?sched(?:uled)?(?:[ ](?:to|for))?|sched(?:uled)?(?:[ ]for)?|nv|nxt(?:[ ]\w{{2,6}})?|rtc|rtw|ret|ret\.|next(?:[ ]\w{{2,8}}){{0,2}}|due(?:[ ]by)?|eff(?:ective)?|as[ ]of|f/u(?:[ ]w(?:/|ith)?[ ]\w{{2,4}}\.?[ ]\w{{2,20}})?|conference|entry(?:[ ]for)?|wk[ ]of|week[ ]of|s/p(?:[ ][\w]{{1,8}}){{1,3}}|orif|cabg(?:[ ]x\d)?|tka|tha|tsa|aclr|rcr|ctr|rehab|cva|surgery|sx|ifsp|iep|ard|poc|del|delivery)[ :,(]{{1,2}}(?P<it>{_MONTH_FIGURE}[/-]{_DAY})(?![\d/-]|[ ]?(?:min|x\b|reps|pain|trials|cues|%))"),
    (What.DATE, rf"(?<![\d/.-]){_MONTH_FIGURE}/{_DAY}[ ]?[-–][ ]?{_MONTH_FIGURE}/{_DAY}(?![\d/])"),
    (What.DATE, rf"(?:(?<=[(;\n])|(?<=[a-z]\s)){_MONTH_FIGURE}/{_DAY}(?=:\s)"),
    (What.AGE, r"\b(?P<it>9\d|1[01]\d)\s*[- ]?(?i:y\.?/?o\b|yrs?[ -]?old|y/o/?[mf]?\b|yo[mf]?\b|yrs?\b|years?[- ]old|year[- ]old|years[ ]of[ ]age)"),
    (What.AGE, r"\b(?P<it>9\d|1[01]\d)/?[MF]\b|\bin[ ](?:his|her|their|the)[ ](?:early[ ]|mid[ -]?|late[ ])?(?P<it2>90['’]?s|nineties)\b"),
    (What.AGE, r"(?<=[a-z],[ ])(?P<it>9\d|10\d)(?=,[ ]|[ ](?:and|who|lives|retired)\b)"),
    (What.AGE, r"\b(?:turn(?:s|ed|ing)?|age)[ ](?P<it>9\d|1[01]\d)\b(?![%.,]?\d)|\b(?P<it2>(?i:ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?=[ -]years?[ -](?:old|of[ ]age)|[ ]y/?o\b)|\b(?:is|turned|age|aged)[ ](?P<it3>ninety(?:-(?:one|two|three|four|five|six|seven|eight|nine)))\b"),
    (What.NAME, rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Drs|Prof|Rev|Sr|Sra|Fr|Sister|Father|Coach|Nurse)\.?\s+(?P<it>{_PERSON})"),
    (What.NAME, rf"(?<![\w'’-])(?P<it>{_ONE}(?:[ \t]{{1,3}}{_ONE}){{0,2}})(?=,[ \t]+(?:{_CREDENTIAL})(?:[,;.\s)/]|$))"),
    # "WATCHED PT" in capitals is no name with a credential, "Alder PT" is one.
    (What.NAME, rf"(?<![\w'’-])(?P<it>{_ONE}(?:[ \t]{{1,3}}{_ONE}){{0,2}})(?=[ \t]+(?:(?<=[a-z][ \t])|(?!(?:PT|OT|SLP|MD|DO|MS)\b))(?:{_CREDENTIAL})(?:[,;.\s)/]|$))"),
    (What.NAME, rf"(?m:^)[>\d: \t]{{0,12}}(?P<it>(?:{_NAME}|{_CAPITALS}),[ ](?:{_NAME}|{_CAPITALS}|{_INITIAL})(?:[ ][A-Z]\b\.?)?)(?![A-Za-z])(?=[ ]*(?:[|(/-]|[ ]{{2}}|$|DOB|MRN|(?i:acct|room|rm)\b|[A-Z]{{2,4}}\b))"),
    (What.NAME, rf"(?m:^)(?P<it>{_NAME}[ ]{_NAME})(?=[ ]{{1,3}}(?:DO[BI]|MRN|[Aa]cct)\b)"),
    (What.NAME, rf"(?<=\d:\d\d[ ])(?P<it>{_NAME},?[ ](?:[A-Z]\.|{_NAME}))"),
    (What.NAME, rf"\b(?i:patient|pt|re|name|student|client)[ :.]{{1,3}}(?P<it>{_NAME}[ ]{_NAME})(?=[ ]?(?:[,.;(|]|DOB|is\b|was\b|MBI))"),
    (What.NAME, rf"(?<![A-Za-z'’-])(?P<it>{_NAME}(?:[ ]{_NAME})?)[ ](?:states?|stated|reports?|reported|denies|denied|c/o|complains|says|said|tells|told|came|arrived|prefers|wants?|wanted|hopes|plans[ ]to|lives|speaks|asked|asks|agreed|agrees|feels|felt|rates|rated|verbalized|attended|participated|refused|enjoys|likes|walked|drove|coughed|ate|cried|remains,|hates|loves|thinks|believes|works|admits|admitted|trialed|understands|can[ ]see|cx|cxl|cancelled|canceled|no-showed)(?![a-z])"),
    (What.NAME, rf"(?<![A-Za-z'’-])(?P<it>{_NAME}(?:[ ]{_NAME})?)(?=,?[ ]\(?\d{{1,3}}[ ,-]{{0,2}}(?i:y/?o|yo|years?|yrs?|mo|months?|y)\b|[ ](?:is|was)[ ]an?[ ](?:[\w-]{{1,15}}[ ]){{0,2}}[\w-]{{0,12}}(?:year|y/?o)|,[ ][1-9]\d,|[ ]\((?i:DOB|b\.|born|they|she|he)\b)"),
    (What.NAME, rf"\b(?i:hi|hello|hey|dear|good[ ]morning|good[ ]afternoon|thanks|thank[ ]you|sincerely|best|regards|respectfully|cheers|love|warmly|problem)(?:[ ]regards)?[,!]?\s{{1,4}}(?:(?:Miss|Ms|Mr|Mrs|Dr)\.?[ ])?(?P<it>{_NAME}(?:[ ](?:{_NAME}|[A-Z]\.?))?)(?=\s{{0,3}}(?:[,!.:;?-]|$|\n))"),
    (What.NAME, rf"(?<![A-Za-z'’-])(?P<it>{_ONE}(?:[ ]{_ONE}){{0,2}})(?=[ ]{{1,2}}<[^<>\s]{{1,64}}@)"),
    (What.NAME, rf"(?:(?<=[a-z,/][ ])|(?<=PT[ ])|(?<=Pt[ ]))(?<![Mm]in[ ])(?<![Mm]od[ ])(?<![Mm]ax[ ])(?<!itamin[ ])(?<![Pp]art[ ])(?<!titis[ ])(?<![Tt]ype[ ])(?P<it>[A-Z]\.[ ]?{_NAME})"),
    (What.NAME, r"(?:(?<=\n)|(?<=[.;]\s)|(?<=--\s)|(?<=-\s))(?P<it>[a-z]{2,3}),?[ ](?:PTA?|DPT|OTR?|COTA|SLP)(?![\w])"),
    (What.NAME, rf"\b(?i:told|met[ ]with|spoke[ ]w/|spoke[ ]with|spoke[ ]to|discussed[ ]with|discussed[ ]w/|calls?|called|cosigned|saw|present:)[ ](?P<it>(?!(?:Dr|Mr|Mrs|Ms)\b)(?:{_INITIAL}[ ]?)?{_NAME}(?:[ ]{_NAME})?)(?=[ ]?(?:[,.;(]|PTA?\b|OT\b|re:?[ ]|at[ ]|about[ ]|$))"),
    (What.NAME, r"\b[Dd]r\.?[ ](?P<it>(?!(?:appt|appointment|office|note|order|visit|said|says|to|and|is|has|had|was|will|who|that|for|about|on|in|at|re|if|or|today|wants|may|can|did|next|does|referral|recommended)\b|[a-z]{1,20}ed\b)[a-z]{3,20})(?![a-z])"),
    (What.NAME, r"\b(?i:printed[ ]by|(?:by[ ])?user(?:name)?|login|patient)[ :]{1,2}(?P<it>[a-z]{2,20}\d{1,4})\b|\b[Pp]rinted[ ]by[ ](?P<it2>[a-z]{3,20})\b"),
    (What.NAME, rf"\b(?i:{_RELATION})s?(?:,|:)?\s+(?:(?:is|was|named|called|and\s+{_RELATION}),?\s+)?\(?(?P<it>{_NAME}(?:(?:,|\s+and)\s+{_NAME})?(?:\s+{_NAME})?)"),
    (What.NAME, rf"\b(?P<it>{_NAME}(?:\s+{_NAME})?)\s*[,(]\s*(?:(?:his|her|their|the|pt['’]?s?|patient['’]?s?)\s+)?{_RELATION}\b"),
    (What.NAME, rf"\b(?:named|goes\s+by|prefers\s+to\s+be\s+called|nickname|a\.?k\.?a\.?)\s+[\"“']?(?P<it>{_NAME}(?:\s+{_NAME})?)"),
    (What.PLACE, rf"\b\d{{1,5}}[ \t]+(?:[NSEW]{{1,2}}\.?[ \t]+)?(?:[A-Z][\w'’]*\.?[ \t]+|\d+(?:st|nd|rd|th)[ \t]+){{1,3}}{_STREET}\b\.?(?:[ ][NSEW]{{1,2}}\b)?(?:,?\s*(?:(?:Apt|Unit|Suite|Ste)\b\.?\s*#?|#)\s*\w+)?"),
    (What.PLACE, r"\b[A-Z][a-z]{2,20}[ \t](?:Rd|Ave|Blvd|Hwy|Road|Avenue|Boulevard|Street|Parkway|Pkwy)\b\.?|\bP\.?[ ]?O\.?[ ]?(?i:box)\s+\d{1,7}\b|\b(?:Interstate|Highway|Hwy|Route)\s+\d{1,4}\b"),
    (What.PLACE, rf"\b(?:[A-Z][a-z]{{1,20}}\.?\s){{0,2}}[A-Z][a-z]{{1,20}},\s*(?!(?:MD|PA|OT|DC|DO|MA|MS|ID)\b(?!\s+\d{{5}})){_STATE}\b(?:\s+\d{{5}}(?:-\d{{4}})?(?!\d))?"),
    (What.PLACE, rf"\b{_STATE}\s+(?P<it>\d{{5}}(?:-\d{{4}})?)\b|\b(?P<it2>\d{{5}}-\d{{4}})\b|\b(?:[Zz]ip|ZIP)(?:\s*code)?\s*:?\s*(?P<it3>\d{{5}})\b"),
    (What.PLACE, rf"\b(?P<facility>(?:(?:[A-Z][\w'’&-]{{0,25}}|of|the|and|St\.)[ \t]{{1,3}}){{0,3}}(?<![\w'’&.-])[A-Z][\w'’&-]{{0,25}}[ \t]{{1,3}}{_PLACE_SUFFIX})(?![A-Za-z])"),
    (What.PLACE, r"\b(?P<facility>(?:(?!(?:TO|AT|IN|FROM|BY|THE|OF|FOR|WITH|NEAR|AND|OR)\b)(?:[A-Z][A-Z'’&]{1,20}|ST\.)[ ]){1,3}(?:HOSPITAL|CLINIC|MEDICAL[ ]CENTER|SCHOOL|ELEMENTARY|CHURCH|UNIVERSITY|COLLEGE|MANOR|PHARMACY|SUPPLY|NURSING[ ]HOME|ASSISTED[ ]LIVING))(?![A-Za-z])"),
    (What.PLACE, r"\b(?:School[ ])?District[ ]\d{1,4}\b|\bP\.?S\.?[ ]\d{1,3}\b|\b\d{1,5}[ ]Rural[ ]Route[ ]\d{1,4}\b|\bRR[ ]?\d{1,3}[ ]Box[ ]\d{1,4}\b"),
    (What.PLACE, r"\b(?:lives?|living|resides?|moved|born|grew\s+up|travell?ed|drives?|drove|commutes?|flew|vacation(?:ed|ing)?)\s+(?:in|to|from|near|at)\s+(?P<it>[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2})"),
    (What.PLACE, r"\b(?:in|near|from|around|visit(?:ing|ed)?|off[ ]to|move[ ]to|went[ ]to|goes[ ]to|[Gg]oes[ ]to|retired[ ]from|starts[ ]at|admitted[ ]to|fell[ ]at|surgery[ ]at|delivery[ ]at|PT[ ]at)[ ](?P<town>[A-Z][a-z’']{2,20}(?:[ ][A-Z][a-z]{2,20}){0,2})(?![\w'’-])"),
    (What.PLACE, r"\b(?:LIVES|LIVING|RESIDES)[ ](?:(?:WITH|W/)[ ][A-Z]{2,12}(?:[ ][A-Z]{2,15})?[ ])?IN[ ](?P<town>[A-Z]{4,20})(?![A-Za-z])"),
    (What.PLACE, r"\b(?:works?|worked|working|employed|volunteers?|teaches|attends?|enrolled|shops?)\s+(?:at|for|with|in)\s+(?P<it>[A-Z][\w'’&-]+(?:\s+[A-Z][\w'’&-]+){0,3})"),
    (What.NUMBER, r"(?<![A-Za-z0-9-])(?=(?:[A-Z-]{0,20}\d){3})(?=[\d-]{0,20}[A-Z])[A-Z0-9-]{6,30}[A-Z0-9](?![A-Za-z0-9-])"),
    (What.NUMBER, r"(?<![\d./-])\d{7,40}(?![\d/])"),
    (What.NUMBER, r"\b(?i:rm\.?|room|apt\.?|locker)[ ]?#?[ ]?(?P<it>\d{1,4}(?:-?[A-Z])?)\b(?!\.\d|[%/\d]|[ ](?:min|x|ft|reps|of|air)\b)|\b(?:ending(?:[ ]in)?|(?i:check|ck)[ ]?(?:#|no\.?))[ ](?P<it2>\d{4,12})\b|#[ ]?(?P<it3>\d{4,12})\b"),
    (What.NUMBER, r"\b(?i:(?:access|door|gate|parking|entry)[ ]code)(?:[ ]is|:)?[ ](?P<it>[A-Z0-9][A-Z0-9-]{2,12}#?)|\b(?i:claim|case|policy|group|ref)(?:[ ](?:no\.?|number|#))?[ :#]{1,3}(?P<it2>\d[\d-]{3,18}\d)(?![\d/])"),
)  # fmt: skip

# What is never masked: codes, scores, grades, doses, times, vital signs. They are looked for first; a pattern that touches one is dropped.
_PROTECTED = re.compile(
    r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b"  # diagnosis codes with a dot
    r"|\b(?:ICD[- ]?10|Dx|diagnos\w+|code)s?:?\s*[A-TV-Z]\d[0-9A-Z]{1,5}\b"
    r"|(?<![a-z],\s(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s)\b(?:9[27]\d{3}|9379[78]|G0\d{3}|95\d{3}|96\d{3}|L\d{4}|A\d{4}|E\d{4})\b(?!-\d{4})"  # billing codes
    r"|\b[0-5][+-]?/5\b|\b\d{1,3}/\d{1,3}(?=\s*(?:on\s+)?(?:Berg|BBS|points?|pts?|score|trials?|attempts?|reps?|NPRS|VAS|pain|MMT|mmHg|lbs?|ft|sec|times|correct|opportunit))"
    r"|\b(?:Berg|BBS|BP|pain|NPRS|VAS|MMT|strength|FGA|DGI|Tinetti|MoCA|SLUMS|MMSE|grade|score[ds]?|rated)\s*:?\s*(?:is|was|of|at|to)?\s*\d{1,3}\s*/\s*\d{1,3}\b"
    r"|\b\d{1,2}/(\d{1,2})\s?(?:->|to|→|–|-)\s?\d{1,2}/\1\b"  # a change on one scale
    r"|\b[A-Z][a-z]{2,15}[ -](?:stretch|grip|protocol|grade|exercise|classification|index|method|technique|handling|balance)s?\b"
    r"|\b[A-Z][a-z]{2,15}(?:['’]s)?[ -](?:test|sign|scale|maneuver|manoeuvre|disease|syndrome|fracture|contracture|palsy|cyst)s?\b"
    r"|\b\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?|\b\d{2,3}/\d{2,3}(?=\s*(?:mm|,?\s*HR|\s*pulse))"
    r"|\b(?:Medicare|Medicaid|TRICARE|BCBS|Blue\s+Cross|Blue\s+Shield|Aetna|Cigna|Humana|UnitedHealthcare|UHC)\b",
    re.IGNORECASE,
)


def protected(text: str) -> list[tuple[int, int]]:
    """Characters that are codes, scores, grades, times or names of insurers."""
    return [match.span() for match in _PROTECTED.finditer(text) if not _is_a_person_s(match[0])]


def _is_a_person_s(said: str) -> bool:
    """Whether "Maria's fracture" is hers; "Thomas test" and "Bell's palsy" are nobody's."""
    owner = re.match(r"([^\W\d_]+)['’]s\b", said)
    return (
        bool(owner) and lexicon.is_given(lexicon.folded(owner[1])) and not lexicon.is_eponym(lexicon.folded(owner[1]))
    )


def labelled(text: str) -> Iterator[Hit]:
    """What stands behind a label."""
    yield from _hits(text, _LABEL_EXPRESSIONS, "label")


def patterned(text: str) -> Iterator[Hit]:
    """What looks like something that points at a person."""
    yield from _hits(text, _PATTERN_EXPRESSIONS, "pattern")


def _hits(text: str, expressions: tuple[tuple[What, re.Pattern[str]], ...], how: str) -> Iterator[Hit]:
    for what, expression in expressions:
        for match in expression.finditer(text):
            group = next((name for name in expression.groupindex if match[name] is not None), 0)
            start, end = match.span(group)
            if what is What.NAME or group == "town":
                start, end = _name_within(text, start, end, is_place=what is What.PLACE)
            if end > start and not (group == "facility" and _is_of_everyday_words(text[start:end])):
                yield Hit(start, end, what, how)


def _is_of_everyday_words(said: str) -> bool:
    """Whether a facility is named by nothing but words of notes: "Outpatient Physical Therapy"."""
    return all(
        is_no_name(word) or is_no_place(word) or word.islower() or _SUFFIX.fullmatch(word) for word in said.split()
    )


def _name_within(text: str, start: int, end: int, *, is_place: bool = False) -> tuple[int, int]:
    """The span without words at its ends that are no name; empty where nothing is left."""
    words = [match.span() for match in re.finditer(r"[^\s,]+", text[start:end])]

    def is_name(span: tuple[int, int]) -> bool:
        word = text[start + span[0] : start + span[1]]
        return not (is_no_name(word) or (is_place and is_no_place(word)))

    if words and (own := re.search(r"['’][sS]\Z", text[start : start + words[-1][1]])):  # Thibodeaux's office
        words[-1] = (words[-1][0], words[-1][1] - len(own[0]))
    while words and not is_name(words[0]):
        words.pop(0)
    for n, span in enumerate(words):  # a name ends where a word comes that is none
        if not is_name(span):
            words = words[:n]
            break
    if all(b - a < 3 and not text[start + a : start + b].isalpha() for a, b in words):  # "R." alone is a side
        return start, start
    return start + words[0][0], start + words[-1][1]


_SUFFIX = re.compile(_PLACE_SUFFIX)


# A label counts as a label in any case; what it names has to be written as a name, so only the label is spelled without case.
def _compiled(entries: tuple[tuple[What, str], ...], *, is_label: bool) -> tuple[tuple[What, re.Pattern[str]], ...]:
    made = []
    for what, pattern in entries:
        if is_label and what is not What.AGE:
            label, it, rest = pattern.partition("(?P<it>")
            pattern = rf"(?<![A-Za-z])(?i:{label}){it}{rest}"
        made.append((what, re.compile(pattern)))
    return tuple(made)


_LABEL_EXPRESSIONS = _compiled(_LABELS, is_label=True)
_PATTERN_EXPRESSIONS = _compiled(_PATTERNS, is_label=False)
