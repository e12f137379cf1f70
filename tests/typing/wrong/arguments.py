"""Wrong arguments. Each line that checkers must refuse names their rules: mypy's, then pyright's."""

from integrations.groq import AsyncGroq, Groq
from integrations.groq.params import ChatMessageParam
from integrations.mistralai import MistralAI

groq = Groq()
mistral = MistralAI()
chat = groq.create_completion

groq.get_file()  # wrong: call-arg, reportCallIssue
groq.get_file("file_1")  # wrong: call-arg, reportCallIssue
groq.get_file(file_id=1)  # wrong: arg-type, reportArgumentType
groq.list_files(limt=10)  # wrong: call-arg, reportCallIssue
groq.list_files(limit="10")  # wrong: arg-type, reportArgumentType
groq.list_files(options={"timout": 5})  # wrong: arg-type, reportArgumentType
groq.list_model()  # wrong: attr-defined, reportAttributeAccessIssue
chat(messages=[])  # wrong: call-arg, reportCallIssue
chat(model="m", messages="Hi")  # wrong: arg-type, reportArgumentType
chat(model="m", messages=[], stream=True)  # wrong: arg-type, reportArgumentType
chat(model="m", messages=[{"role": "user"}])  # wrong: typeddict-item, reportArgumentType
poet: ChatMessageParam = {"role": "a", "content": ""}  # wrong: typeddict-item, reportAssignmentType
mistral.create_embedding(model="m", input=[1])  # wrong: list-item, reportArgumentType
Groq("key")  # wrong: call-arg, reportCallIssue
Groq(apikey="key")  # wrong: call-arg, reportCallIssue
AsyncGroq(timeout="soon")  # wrong: arg-type, reportArgumentType
