"""项目编码 · The code of a project."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from operator import mul

from perfspec.code import ProjectCode
from perfspec.model import Department, Document, Project
from perfspec.rule import Block, Hits, Severity, rule

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V and Z
BASE = 3  # the weight of each place is 3 times that of the place before, as in GB 32100-2015
UNFILLED = "000000"  # what stands in a new department.yaml
PROVEN = ("13020823",)  # region and year in whose 23 published codes the constant 30 holds


@rule(
    "PS101",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    message={
        "region": "编码开头的区划是 {region}，本部门的区划是 {own_region}",
        "year": "编码第 7、8 位说明是 {year} 年的项目，本文本是 {own_year} 年的",
        "both": "编码开头是 {region}（区划）和 {year} 年，本文本是 {own_region} 和 {own_year} 年",
    },
    advice="对照预算批复改正编码；编码没有错，就是项目放错了文本，或 department.yaml 的区划、年度填错了",
)
def the_code_belongs_to_the_document(project: Project, department: Department, *, years_back: int = 0) -> Hits:
    """项目编码的区划和年度就是本文本的区划和年度。

    为什么：编码是项目在各个系统里的身份。区划或年度对不上，要么抄错了，要么是别处、别年的项目混了进来。

    说明：有的地方跨年度项目一直沿用立项那年的编码，可以用 years_back 放宽年数。

    反例：
        code: 41010523P00000110001A

    反例：
        code: 41010624P00000110001A

    正例：
        code: 41010524P00000110001A
    """
    code = project.code
    wrong_region = code.region != department.region and department.region != UNFILLED
    wrong_year = not department.year - years_back <= code.year <= department.year
    if wrong_region or wrong_year:
        yield project.at(
            "code",
            say="both" if wrong_region and wrong_year else "region" if wrong_region else "year",
            region=code.region,
            year=code.year,
            own_region=department.region,
            own_year=department.year,
        )


@rule(
    "PS102",
    cites=["gb-32100"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message={
        "check": "编码的最后一位是“{check}”，按前 20 位算出的校验码是“{expected}”",
        "sign": "编码里有“{sign}”，编码不用这个字符",
    },
    advice={
        "check": "对照预算批复逐位核对编码，多半是抄错或颠倒了一两位",
        "sign": "对照预算批复改正；字母 I、O、S、V、Z 不用，多半是数字 1、0、5 或 2",
    },
)
def the_check_character_is_right(
    project: Project,
    *,
    alphabet: str = ALPHABET,
    base: int = BASE,
    constant: int = 30,
    regions: tuple[str, ...] = PROVEN,
) -> Hits:
    """编码的最后一位与前 20 位算出的校验码一致。

    为什么：校验码就是为了发现抄错、颠倒的位数；编码错一位，钱和目标就对不到一起。

    说明：字符表和各位的权按 GB 32100-2015，常数 30 由唐山市丰润区 2023 年公开的 23 个编码得出，所以只核对 regions
    里的区划和年度（编码的前 8 位）。别处的编码由 PS114 互相核对；知道了本地的常数，可以写进设置。

    反例：
        department: {region: "130208", year: 2023}
        code: 13020823P00025310001U

    反例：
        department: {region: "130208", year: 2023}
        code: 13020823P0O023510001U

    正例：
        department: {region: "130208", year: 2023}
        code: 13020823P00023510001U

    正例：
        code: 41010524P00000110001A
    """
    if not project.code.text.startswith(regions):
        return
    found = _constant(project.code, alphabet, base)
    if found is None:
        sign = next(sign for sign in project.code.text if sign not in alphabet)
        yield project.at("code", say="sign", sign=sign)
    elif found != constant % len(alphabet):
        check = alphabet.index(project.code.check)
        expected = alphabet[(check + constant - found) % len(alphabet)]
        yield project.at("code", say="check", check=project.code.check, expected=expected)


@rule(
    "PS103",
    cites=["hebei-form"],
    block=Block.COMPLETE,
    message="编码 {code} 已经是项目“{other}”的，这里又给了“{name}”",
    advice="对照预算批复，改正其中一个编码；同一个项目写了两遍，就删去一份",
)
def no_code_is_given_twice(document: Document) -> Hits:
    """一个编码只给一个项目。

    为什么：编码相同，两个项目的钱、目标和以后的绩效就分不开。

    反例：
        projects:
          - {code: 41010524P00000110001A, name: 农村中小学校舍维修}
          - {code: 41010524P00000110001A, name: 农村中小学操场改造}

    正例：
        projects:
          - {code: 41010524P00000110001A, name: 农村中小学校舍维修}
          - {code: 41010524P00000210001B, name: 农村中小学操场改造}
    """
    first: dict[str, Project] = {}
    for project in document.projects:
        other = first.setdefault(project.code.text, project)
        if other is not project:
            yield project.at("code", code=project.code.text, name=project.name, other=other.name)


@rule(
    "PS114",
    cites=["gb-32100"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="编码的最后一位是“{check}”，照本文本其余 {count} 个编码的算法应是“{expected}”",
    advice="对照预算批复逐位核对编码，多半是抄错或颠倒了一两位",
)
def all_codes_follow_one_algorithm(
    document: Document,
    *,
    alphabet: str = ALPHABET,
    base: int = BASE,
    fewest: int = 3,
    regions: tuple[str, ...] = PROVEN,
) -> Hits:
    """同一文本里的编码，校验码是用同一个算法算出来的。

    为什么：各地、各年校验码的常数可能不同，但一份文本里只有一个；绝大多数编码一致，个别的对不上，就是抄错了。

    说明：至少 fewest 个、而且四分之三以上的编码一致才下判断，否则这里用的不是这种校验码。区划和年度在 regions 里的
    编码由 PS102 核对，这里不再重复。

    反例：
        projects:
          - {code: 51073925P000275100019, name: 甲}
          - {code: 51073925P00028810001H, name: 乙}
          - {code: 51073925P00030110001P, name: 丙}
          - {code: 51073925P000314100010, name: 丁}
          - {code: 51073925P000327100015, name: 戊}

    正例：
        projects:
          - {code: 51073925P000275100019, name: 甲}
          - {code: 51073925P00028810001H, name: 乙}
          - {code: 51073925P00030110001P, name: 丙}
          - {code: 51073925P000314100010, name: 丁}
          - {code: 51073925P000327100018, name: 戊}

    正例：
        projects:
          - {code: 41010524P00000110001A, name: 甲}
          - {code: 41010524P00000210001A, name: 乙}
          - {code: 41010524P00000310001A, name: 丙}
    """
    constants = {
        id(project): found
        for project in document.projects
        if not project.code.text.startswith(regions) and (found := _constant(project.code, alphabet, base)) is not None
    }
    ((common, count),) = Counter(constants.values()).most_common(1) or [(0, 0)]
    if count < fewest or count * 4 < len(constants) * 3:
        return
    for project in document.projects:
        found = constants.get(id(project), common)
        if found != common:
            check = alphabet.index(project.code.check)
            expected = alphabet[(check + common - found) % len(alphabet)]
            yield project.at("code", check=project.code.check, expected=expected, count=count)


def _constant(code: ProjectCode, alphabet: str, base: int) -> int | None:
    """What all places of a code add up to with their weights, by the number of signs; None for a foreign sign.

    Codes whose check characters were made by one rule agree on it.
    """
    size, known = len(alphabet), _values(alphabet)
    values = [known.get(sign, -1) for sign in code.text]
    if -1 in values:
        return None
    *places, check = values
    return (check + sum(map(mul, places, _weights(len(places), base, size)))) % size


@lru_cache(maxsize=16)
def _values(alphabet: str) -> dict[str, int]:
    return {sign: alphabet.index(sign) for sign in alphabet}


@lru_cache(maxsize=16)
def _weights(places: int, base: int, size: int) -> tuple[int, ...]:
    return tuple(pow(base, place, size) for place in range(places))
