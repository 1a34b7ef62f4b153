"""服务对象 · Whom a project serves, and for how long."""

from __future__ import annotations

import re

from perfspec.model import Project
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary

_OFFICE = re.compile(
    "(?:教育|卫生健康|卫生|卫健|医疗保障|医保|社会保障|人社|民政|交通运输|交通|公路|水利|水务|农业农村|乡村振兴|文化和旅游|文旅|文化|旅游|体育|"
    "应急管理|应急|公安|消防救援|消防|生态环境|环境保护|城乡建设|住建|住房保障|城市管理|城管|退役军人事务|信访|市场监督管理|市场监管|林业|"
    "气象|妇女联合会|残疾人联合会)(?:和草原|和体育|和广电)?(?:局|厅|委员会|委|办公室|办|部门|事务中心|[大支中总]队)"
)
_WINDOW = r"(?P<what>[^，。；、的\n]{0,14})"
_BUY = "购置|购买|购入|采购|配备|添置"
_GET = f"{_BUY}|配置|更新|更换|升级|安装"
_WHICH_OF_THEM = re.compile("参训|受训|受访|受益|全体|全县|全区|全市|在岗")
_NOT_KEPT = re.compile("服务|运维|维护|维保|租|流量|保险|耗材|配件|备件|检测|测评|评审|监理")


@rule(
    "PS203",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="项目服务公众（{word}），没有社会效益指标",
    advice="补一条社会效益指标，写公众得到了什么，例如受益人数、发病率下降多少、办事时间缩短多少",
)
def a_public_service_has_a_social_effect(project: Project, profile: Profile, words: Vocabulary) -> Hits:
    """服务公众的项目有社会效益指标。

    为什么：给群众办的事，最要紧的是群众得到了什么；只写经济效益，等于没有回答为什么花这笔钱。

    说明：绿化、污水处理这类以改善环境为主的项目，有生态效益指标也可以；一条效益指标都没有的由 PS201 指出。

    反例：
        name: 农村中小学校舍维修
        purpose: 用于维修12所农村中小学的屋面
        indicators:
          - {category: 经济效益指标, name: 节约维修费用, target: ≥3万元}

    正例：
        name: 农村中小学校舍维修
        purpose: 用于维修12所农村中小学的屋面
        indicators:
          - {category: 社会效益指标, name: 受益学生人数, target: ≥5200人}

    正例：
        name: 办公网络租赁
        purpose: 用于租赁教育局办公网络
        indicators:
          - {category: 经济效益指标, name: 节约通信费用, target: ≥3万元}
    """
    if profile.category("社会效益指标") is None or not project.of("效益指标") or project.of("社会效益指标"):
        return
    environment = None if project.of("生态效益指标") else _environment(project, words)
    if word := _public(project, words) or environment:
        yield project.at("indicators", word=word)


@rule(
    "PS204",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    message="项目有“{word}”，没有说做成后能用多少年",
    advice="补一条可持续影响指标，例如设计使用年限 ≥8年、质保期 ≥3年",
)
def what_lasts_says_how_long(project: Project, words: Vocabulary) -> Hits:
    """修建、购置和开发的东西，说明能用多少年。

    为什么：维修、设备和系统要用好几年，只看当年说不清值不值；写了年限，用不到年限就有据可查。

    说明：有可持续影响指标，或指标、目标里写了使用年限、质保期的，都可以；租赁、日常维护和服务不算。

    反例：
        name: 校舍维修
        purpose: 用于维修校舍屋面
        goals: [完成校舍维修]
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}

    正例：
        name: 校舍维修
        purpose: 用于维修校舍屋面
        goals: [完成校舍维修]
        indicators:
          - {category: 可持续影响指标, name: 防水层使用年限, target: ≥5年}

    正例：
        name: 网络租赁
        purpose: 用于租赁网络线路
        goals: [全年租用10条线路]
        indicators:
          - {category: 数量指标, name: 租赁线路数量, target: ≥10条}
    """
    if any(not row.is_void for row in project.of("可持续影响指标")):
        return
    promised = "\n".join((*project.goals, *(row.text for row in project.indicators)))
    if words["service-life"].find(promised):
        return
    done = words["upkeep"].strip(project.subject)
    counted = words["upkeep"].strip("\n".join(row.text for row in project.of("数量指标")))
    if word := words["durable-works"].find(done) or _got(done, _GET, words) or _got(counted, _BUY, words):
        yield project.at("indicators", word=word)


@rule(
    "PS225",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message={
        "insiders": "项目服务公众（{served}），满意度问的却是“{asked}”",
        "generic": "项目服务的是“{served}”，满意度问的却是“{asked}”",
    },
    advice={
        "insiders": "问得到服务的人，例如办事群众、学生和家长、沿线居民",
        "generic": "写“{served}满意度”",
    },
)
def who_is_asked_is_who_is_served(project: Project, words: Vocabulary) -> Hits:
    """满意度问的是项目服务的人。

    为什么：办税系统好不好用，要问办税的人；问机关里的工作人员，再高的满意度也说明不了问题。

    反例：
        name: 农村中小学校舍维修
        indicators:
          - {category: 服务对象满意度指标, name: 满意度, description: 区直各单位工作人员满意度, target: ≥95%}

    反例：
        name: 商业街房屋修缮
        goals: [保证承租户正常经营]
        indicators:
          - {category: 服务对象满意度指标, name: 客户满意度, target: ≥95%}

    正例：
        name: 农村中小学校舍维修
        indicators:
          - {category: 服务对象满意度指标, name: 满意度, description: 受益学校师生满意度, target: ≥95%}

    正例：
        name: 社区工作人员培训
        indicators:
          - {category: 服务对象满意度指标, name: 参训社区工作人员满意度, target: ≥95%}
    """
    rows = [row for row in project.of("满意度指标") if not words["served-groups"].find(row.text)]
    if not rows:
        return
    text = "\n".join((project.subject, *project.goals))
    for row in rows:
        field = "description" if row.description else "name"
        asked = (row.description or row.name).partition("满意")[0].rstrip("对的")
        is_generic = "客户" in row.text and "客户" not in text
        is_inside = words["insiders"].find(asked) and not _is_named(words["insiders"].strip(asked), text)
        if is_generic and (group := words["served-groups"].find(text)):
            yield row.at(field, say="generic", served=group, asked="客户")
        elif is_inside and (public := _public(project, words)):
            yield row.at(field, say="insiders", served=public, asked=asked)


@rule(
    "PS226",
    cites=["mof-2015-88"],
    block=Block.COMPLETE,
    severity=Severity.WARNING,
    draft=Severity.INFO,
    message="项目提供服务（{word}），没有满意度指标",
    advice="补一条满意度指标，问得到服务的人满意不满意",
)
def a_service_asks_for_satisfaction(project: Project, profile: Profile, words: Vocabulary) -> Hits:
    """提供服务的项目有满意度指标。

    为什么：服务好不好，得到服务的人最清楚。

    反例：
        name: 农村中小学校舍维修
        purpose: 用于维修12所农村中小学的屋面
        indicators:
          - {category: 数量指标, name: 维修校舍面积, target: ≥8000平方米}

    正例：
        name: 农村中小学校舍维修
        purpose: 用于维修12所农村中小学的屋面
        indicators:
          - {category: 服务对象满意度指标, name: 师生满意度, target: ≥95%}

    正例：
        name: 库房除湿机购置
        purpose: 用于购置库房除湿机
        indicators:
          - {category: 数量指标, name: 购置除湿机数量, target: =2台}
    """
    if any(not row.is_void for row in project.of("满意度指标")) or not profile.below("满意度指标"):
        return
    service = words["services"].find(project.subject.replace("服务器", ""))
    if word := _public(project, words) or _environment(project, words) or service:
        yield project.at("indicators", word=word)


def _public(project: Project, words: Vocabulary) -> str | None:
    """The word that tells that a project serves the public; offices and what they use themselves do not count."""
    if words["internal"].find(project.subject):
        return None
    return words["public-services"].find(_OFFICE.sub("", project.subject))


def _environment(project: Project, words: Vocabulary) -> str | None:
    return words["environment"].find(_OFFICE.sub("", project.subject))


def _got(text: str, verbs: str, words: Vocabulary) -> str | None:
    """The lasting thing that is bought or renewed, behind the verb or in front of it."""
    if not words["durable-goods"].find(text):
        return None
    for pattern in (f"(?:{verbs}){_WINDOW}", f"{_WINDOW}(?:{verbs})"):
        for match in re.finditer(pattern, text):
            found = words["durable-goods"].find(match["what"])
            if found and not _NOT_KEPT.search(match["what"]):
                return found
    return None


def _is_named(group: str, text: str) -> bool:
    """Whether the project itself speaks of the group that is asked: 乡镇 of 乡镇各单位工作人员."""
    named = _WHICH_OF_THEM.sub("", group)
    return bool(named) and named in text
