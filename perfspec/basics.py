"""What every file must keep before a rule looks at it: the ids that reading, the schemas and the run itself use."""

from __future__ import annotations

from perfspec.finding import Text

TITLES = {
    "PS001": Text(zh="文件读得出来，是 YAML", en="The file can be read and is YAML"),
    "PS002": Text(zh="同一个字段只写一次", en="A field stands there once"),
    "PS003": Text(zh="不用锚点、别名、标签和合并", en="No anchors, aliases, tags or merge keys"),
    "PS004": Text(
        zh="编码、大小、层数正常，没有看不见的字符", en="Encoding, size and depth are sound, and no character is hidden"
    ),
    "PS005": Text(zh="YAML 的标点用半角", en="The punctuation of YAML is ASCII"),
    "PS010": Text(zh="必填的字段都有", en="Every required field is there"),
    "PS011": Text(zh="只写表中有的字段", en="Every field is known"),
    "PS012": Text(zh="字段的类型正确", en="A field has its type"),
    "PS013": Text(zh="值是允许的值", en="A value is one that is allowed"),
    "PS014": Text(zh="文字和数的写法正确", en="Texts and numbers have their form"),
    "PS015": Text(zh="没有留着待填的空", en="Nothing is left to be filled in"),
    "PS020": Text(zh="文件名是项目编码", en="The file is named by the project's code"),
    "PS021": Text(zh="预算单位是本部门的单位", en="The budget unit is one of the department's"),
    "PS022": Text(zh="文件夹里有 department.yaml", en="The folder has a department.yaml"),
    "PS090": Text(zh="规则都运行完", en="Every rule runs to its end"),
    "PS091": Text(zh="豁免有理由、没过期、用得上", en="A waiver has a reason, is in force and is used"),
    "PS092": Text(zh="检查没有被打断", en="Checking is not cut off"),
}
