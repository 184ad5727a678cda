// The editor of long texts, in Chinese and with only what the pages show: a toolbar button whose work vanishes when
// the text is saved would be a lie.

feature("editor of long texts", () => {
    const chinese = {
        "Bold": "加粗", "Italic": "斜体", "Bullet list": "项目列表", "Numbered list": "编号列表", "Insert/edit link": "链接", "Table": "表格",
        "Fullscreen": "全屏", "Blocks": "段落、标题", "Block {0}": "现在是{0}", "Insert table": "插入表格", "Table properties": "表格属性", "Delete table": "删除表格",
        "Cell": "单元格", "Row": "行", "Column": "列", "Insert row before": "上面加一行", "Insert row after": "下面加一行", "Delete row": "删除这一行",
        "Insert column before": "左边加一列", "Insert column after": "右边加一列", "Delete column": "删除这一列", "Merge cells": "合并单元格",
        "Split cell": "拆分单元格", "Cell properties": "单元格属性", "Row properties": "行属性", "Insert/Edit Link": "链接", "URL": "网址",
        "Text to display": "显示的文字", "Title": "说明", "Open link in...": "打开方式", "Current window": "本页", "New window": "新页",
        "Save": "确定", "Cancel": "取消", "Close": "关闭", "Remove link": "去掉链接", "Open link": "打开链接", "Link...": "链接…",
        "Paragraph": "正文", "Heading 2": "大标题", "Heading 3": "小标题", "Rich Text Area": "正文", "Rich Text Area. Press ALT-0 for help.": "正文",
        "Reveal or hide additional toolbar items": "更多", "Rows": "行", "Columns": "列", "Cut row": "剪切行", "Copy row": "复制行",
        "Paste row before": "粘贴到上面", "Paste row after": "粘贴到下面", "Cut column": "剪切列", "Copy column": "复制列",
        "Paste column before": "粘贴到左边", "Paste column after": "粘贴到右边", "Press {0} to focus": "按 {0} 选中",
    };
    const { tinymce: editor } = app.components;
    app.components.tinymce = (props) => editor(Object.assign({}, props, {
        onbeforeinit: (options) => {
            props?.onbeforeinit?.(options);
            feature("Chinese editor", () => {
                window.tinymce.addI18n("zh_CN", chinese);
                options.language = "zh_CN";
                if (options.toolbar) {
                    options.plugins = ["autolink", "autoresize", "link", "lists", "table", "fullscreen"];
                    options.toolbar = "blocks | bold italic | bullist numlist | link table | fullscreen";
                    options.block_formats = "正文=p; 大标题=h2; 小标题=h3";
                    options.link_target_list = options.link_title = false;
                    options.table_appearance_options = options.table_advtab = options.table_cell_advtab = options.table_row_advtab = false;
                    options.statusbar = false;
                    options.paste_data_images = false;
                }
            });
        },
    }));
});
