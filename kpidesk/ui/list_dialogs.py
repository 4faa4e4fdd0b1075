"""Plain lists in a dialog: what wants a look, what was changed, which keys there are, about the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QListWidget, QVBoxLayout, QWidget

from kpidesk.ui.text_list_delegate import TextListDelegate
from kpidesk.ui.widgets import Paragraph

SIZE = QSize(680, 480)
ABOUT_WIDTH = 480
KEYS = (
    ("文字・数字", "選んだセルの入力を始める"),
    ("Enter／Shift+Enter", "確定して、次／前の未入力のセルへ進む"),
    ("Ctrl+J", "次の未入力のセルへ進む"),
    ("Shift+矢印／Ctrl+A", "セルの範囲／すべてを選ぶ"),
    ("Ctrl+C／Ctrl+X／Ctrl+V", "範囲をコピー／切り取り／貼り付け"),
    ("Ctrl+D／Ctrl+R", "値を下／右へ写す"),
    ("Ctrl+Enter", "入力した値を選んだ範囲すべてに入れる"),
    ("Alt+1～Alt+0", "—、算出不可、暫定値などを付ける"),
    ("Ctrl+Shift+L", "行を絞り込む"),
    ("Ctrl++／Ctrl+-／Ctrl+0", "表を拡大／縮小／標準の大きさにする"),
    ("Tab／Shift+Tab", "確定して、右／左のセルへ進む"),
    ("F2", "セルの値を直す"),
    ("Esc", "元の値に戻す(所見では表へ戻る)"),
    ("Delete", "セルの値を消す"),
    ("Shift+F2", "所見を書く"),
    ("Ctrl+Shift+R", "所見を大きく開く／元に戻す"),
    ("Ctrl+Z／Ctrl+Y", "元に戻す／やり直す"),
    ("F6／Shift+F6", "計画・入力・所見の枠を移る"),
    ("Ctrl+PgUp／Ctrl+PgDn", "評価対象年度を前／次に替える"),
    ("F8／Shift+F8", "次／前の要確認へ進む"),
    ("Ctrl+F8", "要確認の一覧を開く"),
    ("Ctrl+F", "事業・指標・所見を検索する"),
    ("Ctrl+H", "所見の語句を置き換える"),
    ("Ctrl+Shift+H", "選んだセルの変更履歴を開く"),
    ("F9", "入力状況を見る"),
    ("Ctrl+,", "設定を開く"),
    ("Ctrl+E／Ctrl+P", "集計表をExcel／PDFに出力する"),
)


class ListDialog(QDialog):
    """A list above a button that closes it."""

    def __init__(self, title: str, empty: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(TextListDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._empty = Paragraph(empty, "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(self._empty)
        box.addWidget(self.list)
        self.buttons = closing(self)
        box.addWidget(self.buttons)

    def fill(self, texts: list[str]) -> None:
        """Show the lines."""
        self.list.addItems(texts)
        self._empty.setVisible(not texts)
        self.list.setVisible(bool(texts))
        if texts:
            self.list.setCurrentRow(0)


class KeysDialog(QDialog):
    """What the keys do, in two halves side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("キー操作の一覧")
        box = QGridLayout(self)
        box.setContentsMargins(28, 24, 28, 18)
        box.setHorizontalSpacing(28)
        box.setVerticalSpacing(11)
        rows = -(-len(KEYS) // 2)
        for number, (keys, does) in enumerate(KEYS):
            half, row = divmod(number, rows)
            for column, (text, role) in enumerate(((keys, "accent"), (does, ""))):
                part = Paragraph(text, role)
                part.setWordWrap(False)
                box.addWidget(part, row, 3 * half + column)
        box.setColumnMinimumWidth(2, 12)
        box.addWidget(closing(self), rows, 0, 1, 5)


class AboutDialog(QDialog):
    """The version, and whose fonts these are."""

    def __init__(self, version: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("kpideskについて")
        self.setMinimumWidth(ABOUT_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 18)
        box.setSpacing(12)
        for text, role in (
            (f"kpidesk {version}", ""),
            ("市町村の総合戦略・総合計画のKPIを、毎年度、入力・集計・判定・出力します。", ""),
            ("データはお使いのパソコンのファイルだけにあり、どこへも送りません。", ""),
            ("書体: BIZ UDゴシック、BIZ UDPゴシック、Noto Sans JP (SIL Open Font License 1.1)", "muted"),
        ):
            box.addWidget(Paragraph(text, role))
        box.addStretch()
        box.addWidget(closing(self))


def closing(dialog: QDialog) -> QDialogButtonBox:
    """Return the button that closes a dialog."""
    buttons = QDialogButtonBox()
    buttons.addButton("閉じる", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    buttons.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return buttons
