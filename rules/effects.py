"""质量与效益 · What is quality, and what is an effect."""

from __future__ import annotations

import re

from perfspec.model import Indicator
from perfspec.rule import Block, Hits, Severity, rule
from perfspec.vocabulary import Vocabulary

_SPENT = re.compile(
    r"(?:使用|支出|支付|执行|拨付|花费|列支)(?:金额|数额?|额度?|资金|总额)?(?:占|与|/|÷|除以)[^，。；]{0,10}(?:预算|下达|拨款|安排|计划)"
)
_MONEY_SPENT = re.compile(r"(?:资金|经费|款项?|预算)(?:的)?(?:使用|支出|支付|执行|拨付)(?:率|比例|比率|进度)")
_WORKING = re.compile(
    r"(?:系统|平台|设备|设施|网络|机构|工作|业务|软件|中心|车辆|仪器|线路)[^，。；]{0,12}"
    r"(?:正常|有序|稳定|规范|平稳|安全|顺利|良好)[^，。；]{0,6}(?:运行|运转|开展|使用|进行|工作)"
)
_DONE = re.compile(
    r"(?:工程|项目|建设|采购|任务|施工|培训|维修|安装|改造|购置|购买|系统|设备|资金|经费)[^，。；]{0,6}"
    r"(?:完成情况|完成率|完成数量?|完工率?|竣工率?|验收(?:合格|通过)?率|建成率|采购率|购置率|支付率|发放率|拨付率|到位率)$|验收(?:合格|通过)率$"
)
_PAID = re.compile("(?:及时|按时|按期|足额)[^，。；]{0,6}?(?:支付|拨付|缴纳|缴付|缴费|报销|结算)")
_EARNED = re.compile("税收|收入|招商|产值|减排|节能|降碳|销售|工资|农民工")


@rule(
    "PS213",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    message="质量指标“{name}”算的是花了多少预算，不是做得好不好",
    advice="写产出达到的标准，例如验收合格率、准确率、完好率；预算执行率由运行监控另外考核",
)
def quality_is_not_the_share_of_the_budget_spent(indicator: Indicator, words: Vocabulary) -> Hits:
    """质量指标说产出好不好，不说预算花了多少。

    为什么：钱花完了，不等于事办好了。把支出进度当作质量，花得越多质量越高，反而鼓励突击花钱。

    反例：
        category: 质量指标
        name: 使用率
        description: 维修资金使用金额占预算安排的比例
        target: ≥90%

    反例：
        category: 质量指标
        name: 预算执行率
        target: ≥95%

    正例：
        category: 质量指标
        name: 设备使用率
        description: 投入使用的设备台数占购置台数的比例
        target: ≥95%
    """
    if not indicator.is_in("质量指标"):
        return
    text = indicator.text
    if words["spending-share"].find(text) or _SPENT.search(text) or _MONEY_SPENT.search(text):
        yield indicator.at("name", name=indicator.name)


@rule(
    "PS214",
    cites=["mof-2015-88"],
    block=Block.RELEVANT,
    severity=Severity.WARNING,
    message={
        "output": "“{said}”是项目自己的产出，不是{category}",
        "condition": "“{said}”是工作条件，不是{category}",
        "routine": "“{said}”说的是本单位自己的工作，不是项目的{category}",
    },
    advice="写项目给群众、企业、环境带来的变化，例如受益人数、事故下降率、节约的费用",
)
def an_effect_is_an_effect(indicator: Indicator, words: Vocabulary) -> Hits:
    """效益指标写项目带来的变化，不写产出、工作条件和本单位的日常工作。

    为什么：产出在产出指标里已经写过。效益要回答“办了这件事，谁得到了什么好处”，“提高机关服务效能”放在哪个项目里都行，评价不了。

    反例：
        category: 社会效益指标
        name: 维修工程完成情况
        target: =100%

    反例：
        category: 社会效益指标
        name: 保障运行
        description: 确保校园网络系统正常、稳定运行
        target: 优

    反例：
        category: 经济效益指标
        name: 优化支出
        description: 降低各项支出成本，提高机关服务效能
        target: 优

    正例：
        category: 社会效益指标
        name: 受益学生人数
        description: 在维修后校舍上课的学生人数
        target: ≥5200人
    """
    if not indicator.is_in("效益指标") or indicator.category is None:
        return
    for field, text in (("name", indicator.name), ("description", indicator.description or "")):
        if found := _no_effect(indicator, text, words):
            say, said = found
            yield indicator.at(field, say=say, said=said, category=indicator.category.second.removesuffix("指标"))
            return


def _no_effect(indicator: Indicator, text: str, words: Vocabulary) -> tuple[str, str] | None:
    """What a text of an effect is instead, and the words that tell it."""
    if routine := words["boilerplate-effects"].find(text):
        return "routine", routine
    if (done := _DONE.search(text) or _PAID.search(text)) and not _EARNED.search(text):
        return "output", done[0]
    is_measured = indicator.target is not None and indicator.target.quantity is not None
    if indicator.is_in("可持续影响指标") or (is_measured and not indicator.is_in("经济效益指标")):
        return None
    working = _WORKING.search(text)
    return ("condition", working[0]) if working else None
