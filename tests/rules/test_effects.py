"""PS213 and PS214: what is quality, and what is an effect."""

from __future__ import annotations

import pytest

from tests.rules import at, hits, row


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("使用率", "公用经费使用金额占预算安排的比例"),
        ("执行情况", "实际支出占年初预算的比例"),
        ("执行情况", "支付金额与下达资金之比"),
        ("执行情况", "支出数除以计划数"),
        ("预算执行率", ""),
        ("专项资金使用率", ""),
        ("维修经费支付进度", ""),
        ("补助款拨付比例", ""),
        ("质量", "项目支出进度"),
    ],
)
def test_ps213_the_share_of_the_budget_spent_is_no_quality(name: str, description: str) -> None:
    fragment = row(category="质量指标", name=name, description=description, target="≥90%")
    assert hits("PS213", fragment) == [
        ("indicators.1.name", "error", f"质量指标“{name}”算的是花了多少预算，不是做得好不好")
    ]
    assert at("PS213", row(category="数量指标", name=name, description=description)) == []


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("使用率", "系统正常使用的比例"),
        ("设备使用率", "投入使用的设备占购置设备的比例"),
        ("资金使用合规率", ""),
        ("补助资金发放准确率", ""),
        ("节约率", "中标金额占预算金额的比例"),
        ("合格率", "支出凭证合格的比例"),
    ],
)
def test_ps213_other_shares_may_be_quality(name: str, description: str) -> None:
    assert at("PS213", row(category="质量指标", name=name, description=description, target="≥90%")) == []


@pytest.mark.parametrize(
    ("category", "name", "description", "target", "said"),
    [
        (
            "经济效益指标",
            "优化支出",
            "提高机关服务效能",
            "≥90%",
            "“机关服务效能”说的是本单位自己的工作，不是项目的经济效益",
        ),
        ("社会效益指标", "保障日常工作", "", "优", "“日常工作”说的是本单位自己的工作，不是项目的社会效益"),
        ("可持续影响指标", "提高履职能力", "", "优", "“履职能力”说的是本单位自己的工作，不是项目的可持续影响"),
        ("经济效益指标", "项目工程完成情况", "", "优", "“项目工程完成情况”是项目自己的产出，不是经济效益"),
        ("社会效益指标", "设备采购完成率", "", "=100%", "“设备采购完成率”是项目自己的产出，不是社会效益"),
        ("社会效益指标", "补贴", "补贴资金发放率", "=100%", "“资金发放率”是项目自己的产出，不是社会效益"),
        ("社会效益指标", "足额支付租费", "", "=100%", "“足额支付”是项目自己的产出，不是社会效益"),
        (
            "社会效益指标",
            "运行",
            "确保网络系统正常、稳定运行",
            "优",
            "“网络系统正常、稳定运行”是工作条件，不是社会效益",
        ),
        ("生态效益指标", "保障工作顺利进行", "", "提高", "“工作顺利进行”是工作条件，不是生态效益"),
        ("经济效益指标", "设备正常使用", "", "≥90%", "“设备正常使用”是工作条件，不是经济效益"),
    ],
)
def test_ps214_is_no_effect(category: str, name: str, description: str, target: str, said: str) -> None:
    fragment = f"indicators:\n  - {{category: {category}, name: {name}, target: {target}"
    fragment += f", description: '{description}'}}\n" if description else "}\n"
    ((path, severity, message),) = hits("PS214", fragment)
    assert (severity, message) == ("warning", said)
    assert path.startswith("indicators.0.")


def test_ps214_points_at_the_words() -> None:
    both = row(category="社会效益指标", name="保障日常工作", description="保障日常工作")
    ((path, _, _),) = hits("PS214", both)
    assert path == "indicators.4.name"
    ((path, _, _),) = hits("PS214", row(category="社会效益指标", name="保障", description="保障日常工作"))
    assert path == "indicators.4.description"


@pytest.mark.parametrize(
    ("category", "name", "target"),
    [
        ("社会效益指标", "供水设施稳定运行", "≥99%"),
        ("社会效益指标", "受益学生人数", "≥5200人"),
        ("可持续影响指标", "系统稳定运行年限", "优"),
        ("经济效益指标", "税收任务完成率", "≥100%"),
        ("社会效益指标", "农民工工资按时支付", "=100%"),
        ("质量指标", "设备采购完成率", "=100%"),
        ("数量指标", "保障日常工作", "优"),
    ],
)
def test_ps214_effects_and_other_categories_are_left_alone(category: str, name: str, target: str) -> None:
    assert at("PS214", row(category=category, name=name, description="", target=target)) == []


def test_ps214_asks_projects_alone() -> None:
    indicators = "[{name: 保障日常工作, target: 优}]"
    assert (
        at(
            "PS214",
            f"department:\n  activities:\n    - {{name: 预算编制, goals: [批复], indicators: {indicators}}}\n",
        )
        == []
    )
