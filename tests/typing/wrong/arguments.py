"""Wrong arguments. Each line that checkers must refuse names their rules: mypy's, then pyright's."""

from integrations.groq import AsyncGroq, Groq
from integrations.mistralai import MistralAI

groq = Groq()
hello = [{"role": "user", "content": "Hi"}]

groq.get_file()  # wrong: call-arg, reportCallIssue
groq.get_file("file_1")  # wrong: call-arg, reportCallIssue
groq.get_file(file_id=1)  # wrong: arg-type, reportArgumentType
groq.list_files(limt=10)  # wrong: call-arg, reportCallIssue
groq.list_files(limit="10")  # wrong: arg-type, reportArgumentType
groq.list_files(options={"timout": 5})  # wrong: arg-type, reportArgumentType
groq.create_completion(model="m", messages="Hi")  # wrong: arg-type, reportArgumentType
groq.create_completion(
    model="m", messages=[{"role": "user"}]
)  # wrong: typeddict-item, reportArgumentType
groq.create_completion(
    model="m", messages=[{"role": "poet", "content": ""}]
)  # wrong: typeddict-item, reportArgumentType
groq.create_completion(model="m", messages=[], stream=True)  # wrong: arg-type, reportArgumentType
groq.list_model()  # wrong: attr-defined, reportAttributeAccessIssue
MistralAI().create_embedding(model="m", input=[1])  # wrong: list-item, reportArgumentType
Groq("key")  # wrong: call-arg, reportCallIssue
Groq(apikey="key")  # wrong: call-arg, reportCallIssue
AsyncGroq(timeout="soon")  # wrong: arg-type, reportArgumentType
